/** Tags of two lines of a major version, of another major version, on two distributions. */
export const TAGS = ["2", "2.14", "2.14.4", "2.15", "2.15.2", "3", "3.1", "3.1.0"].flatMap((version) => [
  version,
  `${version}-debian13`,
  `${version}-dev`,
  `${version}-debian13-dev`,
  `${version}-alpine3.24`,
]);
