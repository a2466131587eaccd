import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/*
 * An editor with the YAML extension: it starts the YAML language server, as VS Code does, opens documents, and reads what
 * the server says of them.
 */

/** A place in a document, counted from 0 as the protocol does. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What an editor underlines. */
export interface Diagnostic {
  readonly range: { readonly start: Position };
  readonly message: string;
  /** 1 is an error. */
  readonly severity: number;
}

/** One proposal of a list. */
export interface Completion {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

/** An editor that is open. */
export interface Editor {
  /** What is wrong with a document, in its order. */
  readonly check: (file: string, text: string) => Promise<readonly Diagnostic[]>;
  /** What is shown at a place of a document, as Markdown. */
  readonly hover: (file: string, text: string, position: Position) => Promise<string>;
  /** What is proposed at a place of a document. */
  readonly complete: (file: string, text: string, position: Position) => Promise<readonly Completion[]>;
  readonly close: () => void;
}

/**
 * Opens an editor.
 *
 * @param root the folder that it opens; files are relative to it
 * @param schemas the schemas that the folder's settings name, as `yaml.schemas` of VS Code
 */
export async function openEditor(root: string, schemas: object = {}): Promise<Editor> {
  const yaml = { schemas, validate: true, hover: true, completion: true, schemaStore: { enable: false } };
  const require = createRequire(import.meta.url);
  const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"]);
  const replies = new Map<number | string, (value: unknown) => void>();
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let sent = 0;
  const ask = <T>(method: string, params: object) => {
    sent += 1;
    send({ id: sent, method, params });
    return new Promise<T>((resolve) => replies.set(sent, resolve as (value: unknown) => void));
  };
  readMessages(server.stdout, ({ id, method, params, result }) => {
    if (method === "workspace/configuration")
      send({ id, result: params?.items?.map(({ section }) => (section === "yaml" ? yaml : null)) });
    else if (method !== undefined && id !== undefined) send({ id, result: null });
    else if (method === "textDocument/publishDiagnostics") replies.get(params?.uri ?? "")?.(params?.diagnostics);
    else if (id !== undefined) replies.get(id)?.(result);
  });
  const rootUri = pathToFileURL(root).href;
  await ask("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "root" }],
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ["markdown"] }, publishDiagnostics: {} },
    },
    // No look at the web: the schemas are those of the package.
    initializationOptions: {},
  });
  send({ method: "initialized", params: {} });
  send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml } } });

  const opened = new Map<string, number>();
  /** Opens a document, as a new one beside itself where it was opened before, and waits for what is wrong with it. */
  const open = async (file: string, text: string) => {
    const times = opened.get(file) ?? 0;
    opened.set(file, times + 1);
    const uri = pathToFileURL(join(root, times === 0 ? file : file.replace(/(?=[^/]*$)/, `${times}-`))).href;
    const diagnostics = new Promise<readonly Diagnostic[]>((resolve) =>
      replies.set(uri, resolve as (value: unknown) => void),
    );
    send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return { textDocument: { uri }, diagnostics: await diagnostics };
  };
  return {
    check: async (file, text) => (await open(file, text)).diagnostics,
    hover: async (file, text, position) => {
      const { textDocument } = await open(file, text);
      const hover = await ask<{ contents: { value: string } } | null>("textDocument/hover", { textDocument, position });
      return hover?.contents.value ?? "";
    },
    complete: async (file, text, position) => {
      const { textDocument } = await open(file, text);
      return (await ask<{ items: Completion[] }>("textDocument/completion", { textDocument, position })).items;
    },
    close: () => server.kill(),
  };
}

/** A message of the protocol. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly diagnostics?: readonly Diagnostic[];
    readonly items?: readonly { readonly section?: string }[];
  };
  readonly result?: unknown;
}

/** Reads messages, each below a header with its length. */
function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const [header, length] = /^Content-Length: (\d+)(?:\r\n.*)*?\r\n\r\n/.exec(rest.toString("latin1")) ?? [];
      if (header === undefined || rest.length < header.length + Number(length)) return;
      const end = header.length + Number(length);
      const body = rest.subarray(header.length, end).toString("utf8");
      rest = rest.subarray(end);
      take(JSON.parse(body) as Message);
    }
  });
}
