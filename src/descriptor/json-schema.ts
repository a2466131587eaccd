import * as z from "zod";

/**
 * The JSON Schema of a kind's descriptors, for editors: what validation accepts, with every field's description and
 * examples.
 *
 * @param descriptorSchema what they may say
 * @param file where it stands in the package: `schema/image.json`
 * @returns a JSON Schema of draft 2020-12
 */
export function descriptorJsonSchema(descriptorSchema: z.ZodType, file: string): object {
  const schema = z.toJSONSchema(descriptorSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      delete (jsonSchema as { isInline?: boolean }).isInline;
      delete (jsonSchema as { hasOwnSection?: boolean }).hasOwnSection;
      // Of what is transformed somewhere within, zod leaves the examples out.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (examples !== undefined) Object.assign(jsonSchema, { examples });
      // An editor reads YAML with its core schema: `8080` is a number there, `true` a truth value.
      const { editorType, ...rest } = jsonSchema as {
        editorType?: readonly string[];
        enum?: readonly string[];
        const?: unknown;
      };
      if (editorType === undefined) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
      const { enum: words, const: word, ...kept } = rest;
      Object.assign(jsonSchema, kept, { type: editorType.length === 1 ? editorType[0] : editorType });
      if (word !== undefined) Object.assign(jsonSchema, { const: String(word) === "true" });
      if (words !== undefined && !editorType.includes("boolean"))
        Object.assign(jsonSchema, { enum: words.flatMap((word) => [word, Number(word)]) });
    },
  });
  return {
    $id: `https://github.com/docker-hardened-images/dhi-guides/${file}`,
    title: "DHI guide descriptor",
    ...schema,
  };
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
