import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/base.css";
import { queryClient } from "./api/queries.ts";
import { router } from "./router.tsx";
import { Session } from "./shell/session.tsx";
import { applyTheme } from "./shell/theme.ts";

applyTheme();
// What the address shows is loaded while the registry is asked who is signed in.
void router.load();
const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no element with the id page");
createRoot(page).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Session>
          <RouterProvider router={router} />
        </Session>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
