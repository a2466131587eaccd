/** The data that a script of the search hands over. */
export function readSearchScript<Data>(script: string): Data {
  return JSON.parse(script.replace(/^dhiData\(|\);\n$/g, "")) as Data;
}
