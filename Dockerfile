# The server. scripts/deploy.sh deploys the ingest function.
FROM node:24-slim AS dependencies
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:24-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY web ./web
COPY generated ./generated
COPY domain ./domain
COPY server ./server
COPY scripts/build-web.ts ./scripts/build-web.ts
COPY scripts/entry/run.ts ./scripts/entry/run.ts
RUN node scripts/build-web.ts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=page /app/dist/web ./dist/web
COPY package.json openapi.yaml ./
COPY generated ./generated
COPY domain ./domain
COPY rating ./rating
COPY db ./db
COPY handlers ./handlers
COPY lambda ./lambda
COPY server ./server
COPY scripts/migrate.ts ./scripts/migrate.ts
COPY scripts/entry/run.ts ./scripts/entry/run.ts
# What Node compiles for this user, kept for every start: half of its processor time.
ENV NODE_COMPILE_CACHE=/app/compiled
RUN install -d -o node compiled
USER node
RUN node --input-type=module --eval 'import { flushCompileCache } from "node:module"; await import("./server/server.ts"); flushCompileCache()'
# The server writes no files: run it with --read-only.
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health`, { signal: AbortSignal.timeout(2500) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
