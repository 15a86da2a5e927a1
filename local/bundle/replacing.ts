import type { Plugin } from "esbuild";
import { files, packages } from "./replacements.ts";

/** The esbuild plugin that puts the replacements in. @param root the folder that packages are resolved from */
export function replacing(root: string): Plugin {
  return {
    name: "replacing",
    setup: ({ onResolve, onLoad }) => {
      for (const { what, contents } of packages) {
        const pluginData = contents;
        onResolve({ filter: what }, ({ path: name }) => ({ path: name, namespace: "replaced", pluginData }));
      }
      for (const { what, contents } of files) onLoad({ filter: what }, () => ({ contents, loader: "js" }));

      onLoad({ filter: /.*/, namespace: "replaced" }, ({ pluginData }) => ({
        contents: pluginData as string,
        loader: "js",
        resolveDir: root,
      }));
    },
  };
}
