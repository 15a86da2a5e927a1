/** What the ingest function gets in place of a package or of one of its files, and why nothing that it does is lost. */
export interface Replacement {
  /** A package as it is imported, or the end of a file's path below node_modules. */
  readonly what: RegExp;
  readonly why: string;
  /** The source of the module that stands in. */
  readonly contents: string;
}

/** For what is never reached: whoever reaches it learns what is missing. */
const refusing = (name: string, exports: string): string =>
  `const refuse=()=>{throw new Error("${name} is not part of the ingest function")};${exports}`;

const streamClass = (name: string): Replacement => ({
  what: new RegExp(`^readable-stream/${name.toLowerCase()}$`),
  why: "It is a copy of node:stream for other versions of Node; the function runs on one version.",
  contents: `module.exports=require("node:stream").${name};`,
});

/** Imports that lead elsewhere. */
export const packages: readonly Replacement[] = [
  {
    what: /^undici$/,
    why: "Only Agent and its request method are used; fetch, WebSocket, caches, proxies and mocks stay out.",
    contents: `
      import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
      import Agent from "undici/lib/dispatcher/agent.js";
      import request from "undici/lib/api/api-request.js";
      Dispatcher.prototype.request = request;
      export { Agent, Dispatcher };`,
  },
  {
    what: /^readable-stream$/,
    why: "It is a copy of node:stream for other versions of Node; the function runs on one version.",
    contents: `module.exports=require("node:stream");`,
  },
  streamClass("PassThrough"),
  streamClass("Readable"),
  streamClass("Writable"),
  {
    what: /^@aws-sdk\/credential-provider-node$/,
    why: "A function has its role's keys in its environment; profiles, sign-on and machine metadata do not exist there.",
    contents: `
      import { fromEnv } from "@aws-sdk/credential-provider-env";
      export const defaultProvider = (options) => fromEnv(options);`,
  },
  {
    what: /^readdir-glob$/,
    why: "archiver packs buffers here; it never walks a directory.",
    contents: refusing("readdir-glob", "module.exports={ReaddirGlob:refuse};"),
  },
  {
    what: /^tinyglobby$/,
    why: "MikroORM searches folders for entities only when it is given folders; it is given the entities.",
    contents: refusing("tinyglobby", "export const glob=refuse,globSync=refuse,isDynamicPattern=refuse;"),
  },
  {
    what: /^async$/,
    why: "archiver uses its queue only, and the package as one file cannot be taken apart.",
    contents: `export { default as queue } from "async/queue.js";`,
  },
  {
    what: /^bowser$/,
    why: "The SDK asks it which browser it runs in.",
    contents: refusing("bowser", "export default {parse:refuse};"),
  },
  {
    what: /^cls-hooked\/context$/,
    why: "The X-Ray SDK's current segment: hooks on every promise cost time and memory, and Node follows contexts itself.",
    contents: `
      const { AsyncLocalStorage } = require("node:async_hooks");
      const namespaces = new Map();
      function createNamespace(name) {
        const contexts = new AsyncLocalStorage();
        let entered = null;
        const active = () => contexts.getStore() ?? entered;
        const namespace = {
          name,
          get active() { return active(); },
          createContext: () => Object.create(active()),
          enter(context) { entered = context; },
          exit(context) { if (entered === context) entered = Object.getPrototypeOf(context); },
          get: (key) => active()?.[key],
          set(key, value) {
            if (active() === null) throw new Error("there is no context to set " + key + " in");
            return (active()[key] = value);
          },
          run(work) {
            const context = namespace.createContext();
            contexts.run(context, work, context);
            return context;
          },
          bind(work, context = active() ?? namespace.createContext()) {
            return function (...given) { return contexts.run(context, () => work.apply(this, given)); };
          },
        };
        namespaces.set(name, namespace);
        return namespace;
      }
      module.exports = {
        createNamespace,
        getNamespace: (name) => namespaces.get(name),
        destroyNamespace: (name) => namespaces.delete(name),
      };`,
  },
  {
    what: /^semver$/,
    why: "The X-Ray SDK compares versions only when it is asked to patch version 2 of the AWS SDK, which is not used.",
    contents: refusing("semver", "module.exports={gte:refuse,satisfies:refuse};"),
  },
];

/** Files inside packages that are left out. */
export const files: readonly Replacement[] = [
  {
    what: /undici\/lib\/dispatcher\/parser-h1\.js$/,
    why: "undici's second HTTP parser (two WebAssembly modules) runs only when a variable asks for it.",
    contents: `module.exports={H1Parser:null,getMiloEnabled:()=>false};`,
  },
  {
    what: /undici\/lib\/llhttp\/llhttp-wasm\.js$/,
    why: "The parser for processors without SIMD; both processor types of Lambda have it.",
    contents: `throw new Error("this processor has no WebAssembly SIMD");`,
  },
  {
    what: /@mikro-orm\/sql\/schema\/SqlSchemaGenerator\.js$/,
    why: "The function never creates or compares a schema: npm run migrate does.",
    contents: "export class SqlSchemaGenerator{static register(){}}",
  },
  {
    what: /@mikro-orm\/sql\/dialects\/postgresql\/PostgreSqlSchemaHelper\.js$/,
    why: "What the schema generator asks about PostgreSQL; while queries run it only has to be there.",
    contents: "export class PostgreSqlSchemaHelper{}",
  },
  {
    what: /kysely\/dist\/schema\/schema-module\.js$/,
    why: "Statements that create and alter tables: those are the migrations'.",
    contents: refusing("kysely's schema", "export class SchemaModule{constructor(){refuse()}}"),
  },
  {
    what: /undici\/lib\/web\/(fetch\/(formdata|body)|webidl\/index)\.js$/,
    why: "Forms and the kinds of bodies of fetch: requests of the function have no body or a string.",
    contents: refusing("undici's fetch", "module.exports={extractBody:refuse,webidl:{is:{FormData:()=>false}}};"),
  },
];
