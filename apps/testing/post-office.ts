import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A real mail server that keeps what it takes. */
export type PostOffice = {
  port: number;
  url: string;
  /** Every mail taken, as its bytes. */
  taken: Buffer[];
  messageIds(): string[];
  close(): Promise<void>;
};

/** Opens a mail server; `more` changes how it behaves. */
export async function openPostOffice(more: SMTPServerOptions = {}): Promise<PostOffice> {
  const taken: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      buffer(stream).then((bytes) => {
        taken.push(bytes);
        done();
      }, done);
    },
    ...more,
  });
  server.on("error", () => undefined); // a client that is killed breaks its connection
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.server.unref(); // a test that fails leaves it open, and its file must end all the same
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    messageIds: () => taken.map((bytes) => /^Message-ID: (<[^>]+>)/im.exec(bytes.toString("latin1"))?.[1] ?? ""),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
