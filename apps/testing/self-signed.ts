import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** DER: a tag, the length of what it holds, and what it holds. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const { length } = inside;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
}
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const [ecdsaWithSha256, commonName, alternativeNames] = ["2a8648ce3d040302", "550403", "551d11"];
const day = (text: string): Buffer => der(0x18, Buffer.from(`${text}000000Z`));

/** A certificate (X.509) for 127.0.0.1 that nobody but who made it vouches for, with its key; valid in every year of a test. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(identifier(ecdsaWithSha256));
  const name = sequence(der(0x31, sequence(identifier(commonName), der(0x0c, Buffer.from("127.0.0.1")))));
  const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
  const told = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(day("20200101"), day("21990101")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(identifier(alternativeNames), der(0x04, address)))),
  );
  const cert = sequence(told, algorithm, der(0x03, Buffer.from([0]), signed(told, privateKey)));
  return { key: String(privateKey.export({ type: "pkcs8", format: "pem" })), cert: asPem("CERTIFICATE", cert) };
}

const signed = (told: Buffer, key: KeyObject): Buffer => sign("sha256", told, key);

const asPem = (what: string, bytes: Buffer): string =>
  `-----BEGIN ${what}-----\n${bytes.toString("base64").replaceAll(/.{64}/g, "$&\n")}\n-----END ${what}-----\n`;
