import { make } from "./dom.ts";

declare global {
  /** What a script with data calls with them (data-script.ts). */
  var dhiData: ((data: unknown) => void) | undefined;
}

const received = new WeakMap<Element, unknown>();

/**
 * Loads the data of a script of the site.
 *
 * @throws Error (the promise) where it is not there
 */
export function loadScript<Data>(address: string): Promise<Data> {
  globalThis.dhiData = (data) => document.currentScript && received.set(document.currentScript, data);
  return new Promise((resolve, reject) => {
    const script = make("script", { src: address });
    script.onload = () => {
      script.remove();
      if (received.has(script)) resolve(received.get(script) as Data);
      else reject(new Error("The site’s data could not be read."));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error("The site’s data could not be loaded."));
    };
    document.head.append(script);
  });
}
