import { CHANNEL, openStream } from "./stream.ts";

/* Runs as a shared worker: it listens for all tabs, and ends with the last of them, whichever opened it. */
const channel = new BroadcastChannel(CHANNEL);
let state: "on" | "off" = "off";

openStream("../events", (message) => {
  if (message.event === "on" || message.event === "off") state = message.event;
  channel.postMessage(message);
});

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = ({ ports }) =>
  ports[0]?.postMessage({ event: state });
