const image = (title: string, name: string) => `name: ${name}\ntitle: ${JSON.stringify(title)}\noverview: false\n`;
const info = (...categories: readonly string[]) => `metadata:\n  categories: [${categories.join(", ")}]\n`;

/** Things with one category, with several, and with none; an image and a chart of one title. */
export const CATEGORIES: Readonly<Record<string, string>> = {
  "images/zebra.yaml": image("Alpha <b>", "zebra"),
  "images/zebra/info.yaml": info("machine-learning-and-ai", "security"),
  "images/cache.yaml": "name: cache\ntitle: Cache\noverview:\n  about: The cache is fast.\n",
  "images/cache/info.yaml": info("databases-and-storage"),
  "charts/cache.yaml": "name: cache\ntitle: Cache\noverview: false\n",
  "charts/cache/info.yaml": info("databases-and-storage", "security"),
  "images/plain.yaml": image("Plain", "plain"),
};
