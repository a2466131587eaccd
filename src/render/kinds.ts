import * as z from "zod";
import type { Shape } from "./scope.ts";

/*
 * What names of a template stand for: only a text can be printed. What is no text would come out as `[object Object]`.
 */

/** What a word gives, and a literal. */
export const TEXT: Shape = z.string();

/**
 * Says what something is that is no text.
 *
 * @param shape what a name stands for; undefined where that cannot be known
 * @returns the kind in words; undefined for a text, a truth value, and what cannot be known
 */
export function kindOf(shape: Shape | undefined): string | undefined {
  if (shape instanceof z.ZodObject) return "an object";
  if (!(shape instanceof z.ZodArray)) return undefined;
  return kindOf(shape.element as Shape) === undefined ? "a list of texts" : "a list of objects";
}

/**
 * Says what a template can print instead.
 *
 * @param name what it names
 * @param shape what that stands for: an object or a list
 * @returns what to write
 */
export function insteadOf(name: string, shape: Shape): string {
  const isOwn = /^(?:this|\.)$/.test(name);
  if (shape instanceof z.ZodObject) return `print one of ${textsOf(shape, isOwn ? "" : `${name}.`)}`;
  const element = (shape as z.ZodArray).element as Shape;
  if (element instanceof z.ZodObject) return `print one of ${textsOf(element, "")} within {{#each ${name}}}`;
  return `write {{and ${name}}}, or {{this}} within {{#each ${name}}}`;
}

function textsOf(object: z.ZodObject, before: string): string {
  const texts = Object.entries(object.shape).filter(([, shape]) => kindOf(shape as Shape) === undefined);
  return texts.map(([key]) => before + key).join(", ");
}

/**
 * Tells whether something fits a word of the vocabulary.
 *
 * @param taken what the word takes
 * @param shape what it is given; undefined where that cannot be known
 * @returns what the word expects, in words; undefined where it fits
 */
export function misfit(taken: Taken, shape: Shape | undefined): string | undefined {
  if (shape === undefined || shape instanceof z.ZodUnknown) return undefined;
  const element = shape instanceof z.ZodArray ? (shape.element as Shape) : undefined;
  switch (taken) {
    case "value":
      return undefined;
    case "text":
      return kindOf(shape) === undefined ? undefined : "a text";
    case "list":
      return element ? undefined : "a list";
    case "texts":
      return element && kindOf(element) === undefined ? undefined : "a list of texts";
    case "changes":
      return element instanceof z.ZodObject && "omit" in element.shape ? undefined : "a list of changes";
  }
}

/** What a word of the vocabulary takes: anything, a text, any list, a list of texts, or of changes to a table. */
export type Taken = "value" | "text" | "list" | "texts" | "changes";
