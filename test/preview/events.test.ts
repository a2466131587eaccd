import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { Events } from "../../src/preview/server/events.ts";

it("a listener that does not read is cut off, and the others go on", async () => {
  const events = new Events();
  const server = createServer((_request, response) => events.add(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const listen = () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return socket;
  };
  const deaf = listen();
  deaf.pause();
  const reader = listen();
  let heard = "";
  reader.on("data", (data) => (heard = (heard + data.toString()).slice(-200)));
  await expect.poll(() => events.size).toBe(2);
  const data = { name: "x", html: "x".repeat(2 ** 14) };
  // A socket takes some megabytes before anything waits for it.
  for (let count = 0; count < 5000 && events.size > 1; count += 1) {
    events.tell("card", data);
    while (reader.bytesRead < count * 2 ** 14) await nextTurn();
  }
  expect(events.size).toBe(1);
  events.tell("changed", { guides: ["last"] });
  await expect.poll(() => heard).toContain('event: changed\ndata: {"guides":["last"]}');
  deaf.destroy();
  reader.destroy();
  server.closeAllConnections();
  server.close();
});
