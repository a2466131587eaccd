import { make } from "../dom.ts";

declare global {
  /** What a script of the search calls with its data: a page that is opened from a file can load nothing else. */
  var dhiSearch: ((data: unknown) => void) | undefined;
}

const received = new WeakMap<Element, unknown>();

/**
 * Loads the data of a script of the site.
 *
 * @throws Error (the promise) where it is not there
 */
export function loadScript<Data>(address: string): Promise<Data> {
  globalThis.dhiSearch = (data) => document.currentScript && received.set(document.currentScript, data);
  return new Promise((resolve, reject) => {
    const script = make("script", { src: address });
    script.onload = () => {
      script.remove();
      if (received.has(script)) resolve(received.get(script) as Data);
      else reject(new Error(`${address} is not a script of the search.`));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error("The search could not be loaded."));
    };
    document.head.append(script);
  });
}
