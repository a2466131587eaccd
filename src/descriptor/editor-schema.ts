import * as z from "zod";
import { example } from "./advice.ts";
import { orList } from "./validate.ts";

/*
 * The JSON Schema that editors check a file by as it is written. What it says of a mistake is what validation says, in the
 * words of the YAML language server: `errorMessage` and `patternErrorMessage` stand in the place of the server's own.
 */

/** A node of a JSON Schema, with what the YAML language server knows besides. */
interface EditorSchema extends z.core.JSONSchema.BaseSchema {
  editorType?: readonly string[];
  errorMessage?: string;
  patternErrorMessage?: string;
  markdownDescription?: string;
}

/** Where a schema is found once the package is published: it holds all of them. */
const PUBLISHED = "https://unpkg.com/dhi-guides";

/**
 * The JSON Schema of a file, for editors: what validation accepts, with every field's description, examples and messages.
 *
 * @param schema what the file may say
 * @param file where the JSON Schema stands in the package: `schema/image.json`
 * @param title what hovers call the file
 * @returns a JSON Schema of draft 2020-12
 */
export function editorSchema(schema: z.ZodType, file: string, title: string): Record<string, unknown> {
  const made = z.toJSONSchema(schema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const node = jsonSchema as EditorSchema;
      for (const note of ["isInline", "hasOwnSection"]) delete node[note];
      // Of what is transformed somewhere within, zod leaves the examples out.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (examples !== undefined) Object.assign(node, { examples });
      // A description is Markdown; without this, the server shows its backticks as they are.
      if (node.description?.includes("`")) node.markdownDescription = node.description;
      addMessages(zodSchema, node);
      readAsEditor(node);
    },
  });
  return { $id: publishedAt(file), title, ...made };
}

/**
 * Where a file of the package is on the web, for a schema's `$id`.
 *
 * @param file its path in the package
 */
export function publishedAt(file: string): string {
  return `${PUBLISHED}/${file}`;
}

/** An editor reads YAML with its core schema: `8080` is a number there, `true` a truth value. */
function readAsEditor(node: EditorSchema): void {
  const { editorType, ...rest } = node;
  if (editorType === undefined) return;
  for (const key of Object.keys(node)) delete node[key];
  const { enum: words, const: word, ...kept } = rest;
  const isTruth = editorType.includes("boolean") && editorType.length === 1;
  Object.assign(node, kept, { type: editorType.length === 1 ? editorType[0] : editorType });
  if (isTruth) {
    Object.assign(node, { errorMessage: "expected true or false" });
    delete node.patternErrorMessage;
  }
  if (word !== undefined) {
    // One message is enough, and the word says the type.
    delete node.type;
    Object.assign(node, { const: String(word) === "true", errorMessage: `expected ${String(word)}` });
  }
  if (words !== undefined && !isTruth)
    Object.assign(node, { enum: words.flatMap((each) => [each, Number(each)] as (string | number)[]) });
}

/** What an editor says of a value that a node does not take. */
function addMessages(schema: z.core.$ZodTypes, node: EditorSchema): void {
  switch (schema._zod.def.type) {
    case "string": {
      const [message] = (schema._zod.def.checks ?? []).flatMap(patternMessage);
      if (message !== undefined) node.patternErrorMessage = message;
      node.errorMessage = message ?? "expected text";
      // `title: 2048` is a text for validation, which reads what was written.
      // What a field's own notes say of a number comes first.
      Object.assign(node, {
        ...asBare(new RegExp(node.pattern ?? "")),
        ...(node.minimum !== undefined && { minimum: node.minimum }),
      });
      return;
    }
    case "enum":
      node.errorMessage = `expected ${orList((node.enum ?? []).map(String))}`;
      return;
    case "boolean":
      node.errorMessage = "expected true or false";
      return;
    case "array":
      node.errorMessage = `expected a list${forExample(node) || ", each item behind a dash"}`;
      return;
    case "object":
    case "record":
      withTypeMessage(node, `expected a mapping${forExample(node) || withKeys(node)}`);
      return;
    case "union": {
      const message = messageOf(schema._zod.def.error);
      if (message === undefined) return;
      // Where a truth value stands for itself, only the one that is named does.
      if ((node.anyOf ?? []).some((option) => "const" in (option as EditorSchema)))
        for (const option of node.anyOf ?? []) withoutTruth(option as EditorSchema);
      // What is none of the options is told what they are, whichever of them the server holds for meant.
      node.anyOf = (node.anyOf ?? []).map((option) => {
        const told = { ...(option as EditorSchema) };
        if (isMapping(told)) withTypeMessage(told, message);
        else {
          // A type in a list is not told in the server's words where it is one of several.
          if (typeof told.type === "string") Object.assign(told, { type: [told.type] });
          told.errorMessage = message;
        }
        return told;
      });
      // The server tells what is wrong with the first one: a key that is misspelt, where one option is a mapping.
      const mappings = node.anyOf.filter((option) => isMapping(option as EditorSchema));
      if (mappings.length === 1) node.anyOf = [...mappings, ...node.anyOf.filter((option) => option !== mappings[0])];
    }
  }
}

/** What an editor takes a text for that stands bare, where validation reads it as it is written. */
function asBare(pattern: RegExp): { readonly type?: readonly string[]; readonly minimum?: number } {
  const isNumber = pattern.test("2048");
  const others = [
    ...(isNumber ? [pattern.test("1.5") ? "number" : "integer"] : []),
    ...(pattern.test("true") && pattern.test("false") ? ["boolean"] : []),
  ];
  if (others.length === 0) return {};
  return { type: ["string", ...others], ...(isNumber && !pattern.test("-1") && { minimum: 0 }) };
}

function withoutTruth(option: EditorSchema): void {
  const { type } = option as { readonly type?: unknown };
  if (Array.isArray(type)) Object.assign(option, { type: type.filter((each) => each !== "boolean") });
}

/**
 * Says what is expected instead of a text or a list. In a mapping's own `errorMessage`, it would also be said of unknown
 * keys and of missing ones, of which the server says the name.
 */
function withTypeMessage(node: EditorSchema, errorMessage: string): void {
  delete node.type;
  node.allOf = [{ type: ["object"], errorMessage } as unknown as EditorSchema];
}

const isMapping = ({ properties, additionalProperties }: EditorSchema) =>
  properties !== undefined || additionalProperties !== undefined;

/** The first keys of a mapping. */
function withKeys({ properties = {} }: EditorSchema): string {
  const keys = Object.keys(properties);
  return keys.length === 0 ? "" : ` of ${keys.slice(0, 3).join(", ")}${keys.length > 3 ? " …" : ""}`;
}

function forExample({ examples }: EditorSchema): string {
  const shown = example(examples?.[0]);
  return shown === undefined ? "" : `, for example ${shown}`;
}

/** The message of a check that is a pattern. */
function patternMessage({ _zod: { def } }: z.core.$ZodCheck): string[] {
  const isPattern = def.check === "string_format" && (def as z.core.$ZodCheckStringFormatDef).format === "regex";
  const message = isPattern ? messageOf(def.error) : undefined;
  return message === undefined ? [] : [message];
}

function messageOf(error: z.core.$ZodErrorMap<never> | undefined): string | undefined {
  // The schemas' messages are texts, which zod wraps: they ask for no issue.
  const message = error?.({} as never);
  return typeof message === "string" ? message : message?.message;
}
