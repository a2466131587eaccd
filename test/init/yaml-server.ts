import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { read } from "../support/project.ts";

/** A message of the language server protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly diagnostics?: readonly { readonly message: string }[];
    readonly items?: readonly { readonly section?: string }[];
  };
}

/**
 * What the YAML language server says of a file, in an editor that has a folder open and the folder's settings.
 *
 * @param folder the folder that is open
 * @param file the file, below it
 * @param text what it holds
 * @returns the messages
 */
export async function editorSays(folder: string, file: string, text = read(folder, file)): Promise<readonly string[]> {
  const settings = JSON.parse(read(folder, ".vscode/settings.json")) as { "yaml.schemas": object };
  const yaml = { schemas: settings["yaml.schemas"], validate: true, schemaStore: { enable: false } };
  const command = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
  const server = spawn(process.execPath, [command, "--stdio"]);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const uri = pathToFileURL(join(folder, file)).href;
  const rootUri = pathToFileURL(folder).href;
  try {
    return await new Promise((resolve) => {
      readMessages(server.stdout, ({ id, method, params }) => {
        if (method === "workspace/configuration")
          send({ id, result: params?.items?.map(({ section }) => (section === "yaml" ? yaml : null)) });
        else if (method === "textDocument/publishDiagnostics" && params?.uri === uri)
          resolve(params.diagnostics?.map(({ message }) => message) ?? []);
        else if (method !== undefined && id !== undefined) send({ id, result: null });
        else if (id === 1) {
          send({ method: "initialized", params: {} });
          send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml } } });
          const textDocument = { uri, languageId: "yaml", version: 1, text };
          send({ method: "textDocument/didOpen", params: { textDocument } });
        }
      });
      const workspaceFolders = [{ uri: rootUri, name: basename(folder) }];
      const capabilities = { workspace: { configuration: true }, textDocument: { publishDiagnostics: {} } };
      send({
        id: 1,
        method: "initialize",
        params: { processId: process.pid, rootUri, workspaceFolders, capabilities, initializationOptions: {} },
      });
    });
  } finally {
    server.kill();
  }
}

/** Reads messages, each below a header with its length. */
function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const [header, length] = /^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/.exec(rest.toString("latin1")) ?? [];
      const end = (header?.length ?? 0) + Number(length);
      if (header === undefined || rest.length < end) return;
      const body = rest.subarray(header.length, end).toString("utf8");
      rest = rest.subarray(end);
      take(JSON.parse(body) as Message);
    }
  });
}
