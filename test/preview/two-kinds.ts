/** An image and a chart of one name, a chart with one page, and an image whose settings add a page. */
export const TWO_KINDS: Readonly<Record<string, string>> = {
  "images/twin.yaml":
    "name: twin\ntitle: Twin\nstart:\n  text: The image says hello.\noverview:\n  about: The image is small.\n",
  "images/twin/info.yaml": "metadata:\n  home-url: https://example.org/image\n",
  "charts/twin.yaml": [
    "name: twin",
    "title: Twin",
    "install: { file: install.md }",
    "overview:",
    "  about: The chart is *round*. It rolls.",
    "",
  ].join("\n"),
  "charts/twin/install.md": "The chart says hello.\n",
  "charts/twin/facts.yaml": "images:\n  - name: first-part\n",
  "charts/twin/info.yaml": "metadata:\n  home-url: https://example.org/chart\n",
  "charts/single.yaml": "name: single\ntitle: Single\noverview: false\n",
};
