// Run by build.rs: node build.mjs FOLDER. Writes sparql.js, the editor in one file, and land.txt, the outline of the land.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const [folder] = process.argv.slice(2);

// Whose work is in the bundle: packages, their licences, and who holds the rights.
const credits = (inputs) => {
  const packages = new Set(inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
  return [...packages].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
    const file = readdirSync(join('node_modules', name)).find((it) => /^licen[cs]e/i.test(it));
    const rights = file && /^.*copyright.*$/im.exec(readFileSync(join('node_modules', name, file), 'utf8'));
    return ` * ${name} ${version}, ${license}${rights ? `, ${rights[0].trim()}` : ''}`;
  });
};

const editor = await build({
  entryPoints: ['editor.js'], bundle: true, minify: true, write: false, metafile: true, format: 'iife', target: 'es2022', legalComments: 'none',
});
const told = credits(Object.keys(editor.metafile.inputs)).join('\n');
writeFileSync(join(folder, 'sparql.js'), `/* The editor of demarche, with\n${told}\n */\n${editor.outputFiles[0].text}`);

// Natural Earth, public domain, as TopoJSON: rings made of arcs that neighbours share, each a first point and steps.
const { arcs, objects, transform } = createRequire(import.meta.url)('world-atlas/land-110m.json');
const points = (arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
};
const lines = arcs.map(points);
const ring = (parts) => parts.flatMap((part) => (part < 0 ? [...lines[~part]].reverse() : lines[part]).slice(1));
const rings = [];
const gather = (it) => {
  if (typeof it[0] === 'number') rings.push(ring(it));
  else it.forEach(gather);
};
(objects.land.geometries ?? [objects.land]).forEach((it) => gather(it.arcs));

// Tenths of a degree, north up. What crosses the meridian of 180° goes on beyond it, so that no ring is torn.
const outline = rings.filter((it) => Math.max(...it.map(([, y]) => y)) > -59).map((it) => {
  let turn = 0;
  const flat = it.map(([x, y], place) => {
    if (place > 0) turn -= 360 * Math.round((x - it[place - 1][0]) / 360);
    return [Math.round((x + turn) * 10), Math.round(-y * 10)];
  });
  const low = Math.min(...flat.map(([x]) => x));
  // The maps begin at 169° west, between Alaska and Asia.
  const shift = low < -1690 ? 3600 : 0;
  const moved = flat.map(([x, y]) => [x + shift, y]);
  const steps = moved.slice(1).map(([x, y], place) => [x - moved[place][0], y - moved[place][1]]);
  const box = [Math.min, Math.max].flatMap((most) => [0, 1].map((axis) => most(...moved.map((point) => point[axis]))));
  const path = steps.filter(([x, y]) => x !== 0 || y !== 0).map(([x, y]) => `${x}${y < 0 ? '' : ' '}${y}`).join(' ').replaceAll(' -', '-');
  return `${box.join(' ')}\tM${moved[0].join(' ')}l${path}z`;
});
writeFileSync(join(folder, 'land.txt'), `${outline.join('\n')}\n`);
