/** A registry's namespace, with or without its host: `acme`, `registry.example.com:5000/acme`. */
export const NAMESPACE = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\d+)?)(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;
