import { SignatureV4, type SignatureV4Init } from "@smithy/signature-v4";
import type { Dispatcher } from "undici";
import { type Answer, exchange } from "./exchange.ts";

/** What a client of the SDK is configured with, as far as a request to its service needs it. */
interface ClientConfig<Parameters> extends Pick<SignatureV4Init, "region" | "credentials"> {
  readonly sha256: NonNullable<SignatureV4Init["sha256"]>;
  region(): Promise<string>;
  useFipsEndpoint(): Promise<boolean>;
  useDualstackEndpoint(): Promise<boolean>;
  readonly endpoint?: (() => Promise<{ protocol: string; hostname: string; port?: number; path: string }>) | undefined;
  endpointProvider(parameters: Parameters & EndpointParameters): { readonly url: URL };
}
// A type, not an interface: the providers take records of any parameters.
type EndpointParameters = {
  readonly Region: string;
  readonly UseFIPS: boolean;
  readonly UseDualStack: boolean;
  readonly Endpoint: string | undefined;
};

export interface SignedRequestOptions<Parameters> {
  /** Of the client of the SDK whose endpoint, region and credentials are used. */
  readonly config: ClientConfig<Parameters>;
  /** Name of the service in the signature, such as "s3". */
  readonly service: string;
  /** What decides the address beside the configuration: for S3 the bucket. */
  readonly parameters: Parameters;
  /** Its time limits are those of the request. */
  readonly dispatcher: Dispatcher;
  /** False for S3, which signs paths as they are sent. */
  readonly uriEscapePath: boolean;
}

export interface SignedRequest {
  readonly method: Dispatcher.HttpMethod;
  /** Below the address of the service, with a leading slash, as it is sent. */
  readonly path: string;
  /** Beside the host and the length of the body. Receives where the request goes. */
  readonly headers: (address: URL) => Record<string, string>;
  readonly body: Uint8Array;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends signed requests to the service of a client of the SDK, past the SDK, which takes three times the processor time of
 * signing and sending. Each is tried once: on anything but success the caller goes to the SDK.
 */
export function signedRequests<Parameters extends object>(
  options: SignedRequestOptions<Parameters>,
): (request: SignedRequest) => Promise<Answer> {
  const { config, service, parameters, dispatcher, uriEscapePath } = options;
  const { region, credentials, sha256 } = config;
  const signer = new SignatureV4({ service, region, credentials, sha256, uriEscapePath });
  let address: Promise<URL> | undefined;
  return async ({ method, path: below, headers: further, body, signal }) => {
    address ??= serviceAddress(config, parameters);
    const to = await address;
    const { origin, protocol, hostname, host } = to;
    const path = to.pathname.replace(/\/$/, "") + below;
    const headers = { host, "content-length": String(body.byteLength), ...further(to) };
    const signed = await signer.sign({ method, protocol, hostname, path, query: {}, headers, body });
    return exchange(dispatcher, { origin, path, method, headers: signed.headers, body, signal });
  };
}

/** The address to which the client sends requests with these parameters: for S3 that of a bucket, without a key. */
async function serviceAddress<P extends object>(config: ClientConfig<P>, parameters: P): Promise<URL> {
  const [Region, UseFIPS, UseDualStack, own] = await Promise.all([
    config.region(),
    config.useFipsEndpoint(),
    config.useDualstackEndpoint(),
    config.endpoint?.(),
  ]);
  const port = own?.port === undefined ? "" : `:${own.port}`;
  const Endpoint = own === undefined ? undefined : `${own.protocol}//${own.hostname}${port}${own.path}`;
  return config.endpointProvider({ ...parameters, Region, UseFIPS, UseDualStack, Endpoint }).url;
}
