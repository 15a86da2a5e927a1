// Without a validator, or the page would send the contract's address to a service elsewhere.
SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#documentation",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: false,
  validatorUrl: null,
});
