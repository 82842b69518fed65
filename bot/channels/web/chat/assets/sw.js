// Keeps the pages that were seen last, so that they open without a network.
"use strict";
const KEPT = "yike-pages";
const isOfStaff = (request) => /^\/staff(\/|$)/.test(new URL(request.url).pathname);
const isHome = (request) => new URL(request.url).pathname === "/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keep(request, answer) {
  const told = answer.headers;
  if (told.has("Yike-Forgotten")) { await caches.delete(KEPT); return; }
  if (!answer.ok || told.has("Content-Disposition")) { return; }
  const pages = await caches.open(KEPT);
  await pages.put(request.method === "GET" ? request : "/last-answer", answer);
}

// A kept page says that it is one, and whether words were lost: no browser knows for sure.
async function marked(page, isLost) {
  const said = (await page.text()).replace('id="offline" hidden', 'id="offline"' + (isLost ? ' class="unsent"' : ""));
  return new Response(said, { headers: page.headers });
}

async function kept(request) {
  const pages = await caches.open(KEPT);
  const all = (await pages.keys()).reverse();
  const same = all.find((one) => one.url === request.url && !isHome(one));
  const last = same || all.find((one) => !isHome(one)) || all[0];
  return last ? marked(await pages.match(last), request.method === "POST") : Response.error();
}

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || isOfStaff(event.request)) { return; }
  event.respondWith(fetch(event.request).then(async (answer) => {
    await keep(event.request, answer.clone());
    return answer;
  }, () => kept(event.request)));
});
