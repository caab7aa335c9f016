/** What a browser sees that comes before the house is open: the stage, and the page again every second until it is. */
export const startingPage = (stage: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><meta name="viewport" content="width=device-width"><title>Marque</title>
<style>body{font:15px/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:100vh;margin:0;color:#333;background:#fafafa}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#1a1b1e}}h1{font-size:18px;margin:0}</style></head>
<body><main><h1>Marque is opening</h1><p>${stage}…</p></main></body>
</html>
`;
