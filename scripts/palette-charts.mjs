/** Asks Palette which charts it has indexed, as the profile editor does. */

async function ask(palette, path, body) {
  const answer = await fetch(`${palette.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { apiKey: palette.apiKey, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`Palette answered ${path} with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/**
 * @param {{ url: string, apiKey: string }} palette
 * @returns {Promise<{ name: string, versions: string[] }[]>} the charts of one registry
 */
export async function listCharts(palette, registryUid) {
  const { items = [] } = await ask(palette, '/v1/packs/search?limit=50', { filter: { registryUid: [registryUid] } });
  const names = [...new Set(items.map(({ spec, metadata }) => spec?.name ?? metadata.name))].sort();
  return Promise.all(
    names.map(async (name) => {
      const { tags = [] } = await ask(palette, `/v1/packs/${encodeURIComponent(name)}/registries/${registryUid}`);
      return { name, versions: [...new Set(tags.map(({ version, tag }) => version ?? tag))] };
    }),
  );
}
