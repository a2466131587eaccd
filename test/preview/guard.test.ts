import { describe, expect, it } from "vitest";
import { refusal, type RequestHead } from "../../src/preview/server/guard.ts";

const OWN: RequestHead = { method: "GET", host: "127.0.0.1:4600", origin: undefined, site: "none", mode: "navigate" };

describe("refusal", () => {
  it.each(["127.0.0.1:4600", "localhost:4600", "[::1]:4600", "192.168.0.7:4600"])("answers under %s", (host) => {
    expect(refusal({ ...OWN, host }, [])).toBeUndefined();
  });

  it.each(["evil.example:4600", "localhost.evil.example", "127.0.0.1.evil.example", "", undefined])(
    "refuses the name %s, which somebody else may have pointed here",
    (host) => {
      expect(refusal({ ...OWN, host }, [])?.status).toBe(403);
    },
  );

  it("answers under the name that it was told to listen on", () => {
    expect(refusal({ ...OWN, host: "workshop:4600" }, ["workshop"])).toBeUndefined();
  });

  it("refuses pages of other sites, and of other ports", () => {
    expect(refusal({ ...OWN, origin: "https://evil.example" }, [])?.status).toBe(403);
    expect(refusal({ ...OWN, origin: "http://127.0.0.1:9999" }, [])?.status).toBe(403);
    expect(refusal({ ...OWN, origin: "null" }, [])?.status).toBe(403);
    expect(refusal({ ...OWN, origin: "http://127.0.0.1:4600" }, [])).toBeUndefined();
  });

  it("lets a link of another site be followed, but not its pages load anything", () => {
    expect(refusal({ ...OWN, site: "cross-site" }, [])).toBeUndefined();
    expect(refusal({ ...OWN, site: "cross-site", mode: "no-cors" }, [])?.status).toBe(403);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", (method) => {
    expect(refusal({ ...OWN, method }, [])?.status).toBe(405);
  });
});
