import * as z from "zod";
import { editorSchema } from "./editor-schema.ts";

/**
 * The JSON Schema of a kind's descriptors, for editors: what validation accepts, with every field's description and
 * examples.
 *
 * @param descriptorSchema what they may say
 * @param file where it stands in the package: `schema/image.json`
 * @returns a JSON Schema of draft 2020-12
 */
export function descriptorJsonSchema(descriptorSchema: z.ZodType, file: string): object {
  return editorSchema(descriptorSchema, file, "DHI guide descriptor");
}

/** One field of a descriptor, for a table. */
export interface FieldRow {
  /** `env[].name`. */
  readonly path: string;
  readonly required: boolean;
  readonly description: string;
  readonly example: unknown;
}

/**
 * All fields of a kind's descriptors, in the schema's order.
 *
 * @param descriptorSchema what they may say
 * @returns a row for each field
 */
export function schemaFields(descriptorSchema: z.ZodType): readonly FieldRow[] {
  return fieldsOf(descriptorSchema, "");
}

function fieldsOf(schema: z.ZodType, prefix: string): FieldRow[] {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap() as z.ZodType, prefix);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType, `${prefix}[]`);
  if (schema instanceof z.ZodRecord) return fieldsOf(schema.valueType as z.ZodType, `${prefix}.<name>`);
  // A word in the place of fields; of other unions, those of texts, the field's description says what it may be.
  if (schema instanceof z.ZodUnion && schema.options.some(isWord) && !schema.options.some(isText))
    return schema.options.flatMap((option) => fieldsOf(option as z.ZodType, prefix));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const { description = "", examples = [], hasOwnSection = false } = metaOf(field);
    return [
      { path, required: !(field instanceof z.ZodOptional), description, example: (examples as unknown[])[0] },
      // What stands in many places is told once, elsewhere.
      ...(hasOwnSection ? [] : fieldsOf(field, path)),
    ];
  });
}

/** A word that stands for itself, or for a truth value. */
function isWord(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodPipe ? isWord(schema.in) : schema instanceof z.ZodLiteral;
}

const isText = (schema: z.core.$ZodType): boolean => schema instanceof z.ZodString;

/** What is noted of a field. */
interface FieldNotes {
  readonly description?: string;
  readonly examples?: unknown;
  readonly hasOwnSection?: boolean;
}

/** The notes of a field; an optional one has those of what it wraps. */
function metaOf(schema: z.ZodType): FieldNotes {
  const own = schema.meta();
  if (own) return own as FieldNotes;
  return schema instanceof z.ZodOptional ? metaOf(schema.unwrap() as z.ZodType) : {};
}
