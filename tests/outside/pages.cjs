// Run by pages.sh: node pages.cjs ADDRESS. A line for each thing that was looked at; exit status 1 where one is wrong.
const fs = require('fs');
const { chromium } = require('playwright-core');

const [base] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SHOTS;
let wrong = 0;
const say = (right, text) => {
  if (!right) wrong += 1;
  console.log(right ? 'ok    ' : 'WRONG ', text);
};

const first = async (query) => {
  const text = `PREFIX dm: <https://w3id.org/demarche/ns#> SELECT ?thing { ${query} } ORDER BY DESC(?n) ?thing LIMIT 1`;
  const reply = await fetch(`${base}/sparql?query=${encodeURIComponent(text)}`, { headers: { accept: 'text/csv' } });
  const iri = (await reply.text()).split('\n')[1].trim();
  return `${new URL(iri).pathname}.html`;
};

// Where people met, with points.
const POINTS = `PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT ?place ?point (COUNT(?meeting) AS ?n) { ?meeting dm:place ?place . ?place skos:exactMatch ?item SERVICE <https://query.wikidata.org/sparql> { ?item wdt:P625 ?point } } GROUP BY ?place ?point`;

const gather = async () => [
  '/', '/search?q=Kerry', '/disputes', '/timeline', '/timeline?lanes=actor', '/met', '/coverage', '/changes', '/about', '/data', '/questions.html',
  '/questions/who_met_whom', '/questions/what_did_kerry_say', '/questions/dyads?format=chart', '/sparql', `/sparql?format=map&query=${encodeURIComponent(POINTS)}`,
  '/ontology.html', '/codes.html', '/dataset.html', '/nowhere',
  '/actor/Q22316.html',
  await first('?thing a dm:Statement ; dm:denies ?it BIND(1 AS ?n)'),
  await first('?thing a dm:Meeting ; dm:reports ?n'),
  await first('?thing a dm:Proposal ; dm:reports ?n'),
  await first('?it dm:reportedIn ?thing BIND(1 AS ?n)'),
  await first('?thing a dm:Place BIND(1 AS ?n)'),
];

// Each page in each width and light: nothing fails, nothing is fetched from elsewhere, nothing sticks out, no barriers.
const look = async (browser, paths) => {
  const looks = [['light', 320, 'en-GB'], ['light', 768, 'en-GB'], ['light', 1280, 'fr-FR'], ['dark', 320, 'fr-FR'], ['dark', 768, 'fr-FR'], ['dark', 1280, 'en-GB']];
  for (const [colorScheme, width, locale] of looks) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true, locale });
    const page = await context.newPage();
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(`script: ${error}`));
    page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
    page.on('request', (request) => { if (!request.url().startsWith(base) && !request.url().startsWith('data:')) troubles.push(`third party: ${request.url()}`); });
    page.on('response', (response) => { if (response.status() >= 400 && !response.url().endsWith('/nowhere')) troubles.push(`${response.status()}: ${response.url()}`); });
    for (const path of paths) {
      troubles.length = 0;
      await page.goto(base + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) troubles.push(`${over} px stick out`);
      await page.evaluate(() => document.querySelectorAll('details').forEach((it, place) => { if (place < 3) it.open = true; }));
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      for (const violation of found.violations) {
        troubles.push(`${violation.id}: ${violation.nodes.slice(0, 2).map((it) => it.html.slice(0, 120)).join(' | ')}`);
      }
      if (shots) {
        const name = path.replace(/[^a-zA-Z0-9]+/g, '_').slice(0, 40) || '_';
        await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
      say(troubles.length === 0, `${path} at ${width} px, ${colorScheme} ${troubles.join('; ')}`);
    }
    await context.close();
  }
};

// With the keyboard alone: search, meeting, evidence, article.
const walk = async (browser) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const press = async (wanted) => {
    for (let n = 0; n < 400; n += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(wanted)) return true;
    }
    return false;
  };
  await page.goto(base);
  let reached = await press(() => document.activeElement.id === 'q');
  await page.keyboard.type('Kremlin');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?*');
  reached &&= await press(() => document.activeElement.matches('.fact[data-kind=meeting] .reports'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/meeting/**');
  reached &&= await press(() => document.activeElement.matches('.card h3 a'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/article/**');
  reached &&= (await page.locator('.marked').count()) > 0;
  say(reached, 'search, meeting, evidence and article are reached with the keyboard');
  await page.context().close();
};

// From the first page to a denial of the American proposal, its passage and its citation, in both languages.
const denial = async (browser) => {
  for (const [locale, names] of [['en-GB', ['Disputes', 'evidence', 'Cite']], ['fr-FR', ['Démentis', 'preuves', 'Citer']]]) {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(base);
    await page.getByRole('link', { name: names[0], exact: true }).click();
    const pair = page.locator('.versus', { hasText: /United States|États-Unis/ }).first();
    const fact = pair.locator('section').last().locator('.fact');
    await fact.getByText(names[1]).click();
    const seen = await fact.locator('blockquote').first().isVisible();
    await fact.locator('.reports').click();
    const cited = await page.locator('#cite .copy').first().innerText();
    say(seen && /demarche, http/.test(cited) && (await page.locator('#cite h2').innerText()) === names[2], `three clicks to a denial, its passage and its citation in ${locale}`);
    await page.context().close();
  }
};

// A printed dossier has its sources, numbered.
const print = async (browser) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}/actor/Q22316.html`);
  await page.emulateMedia({ media: 'print' });
  const told = await page.evaluate(() => ({
    sources: document.querySelectorAll('#sources li').length,
    notes: document.querySelectorAll('.note').length,
    shown: getComputedStyle(document.querySelector('#sources')).display !== 'none' && getComputedStyle(document.querySelector('header nav')).display === 'none',
  }));
  const pdf = await page.pdf({ format: 'A4' });
  if (shots) fs.writeFileSync(`${shots}/dossier.pdf`, pdf);
  say(told.sources > 2 && told.notes >= told.sources && told.shown && pdf.length > 10000, `a printed dossier has ${told.sources} numbered sources`);
  await page.context().close();
};

// The editor of /sparql, under our own policy: it completes a term and declares its prefix, says where a query is wrong, takes an example.
const edit = async (browser) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`${error}`));
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('400')) troubles.push(message.text()); });
  await page.goto(`${base}/sparql`);
  const editor = page.locator('.cm-content');
  const has = await editor.waitFor({ timeout: 5000 }).then(() => true, () => false);
  if (!has) {
    say(!(await page.locator('script').count()), 'there is no editor, and no script for one: npm was not there when this was built');
    await page.context().close();
    return;
  }
  const text = () => page.locator('#query').inputValue();
  await editor.click();
  await page.keyboard.press('Control+a');
  // Chromium puts style attributes on what is typed over a selection.
  await page.keyboard.press('Delete');
  await page.keyboard.type('SELECT ?who { ?meeting dm:partic');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'dm:participant' }).first().waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  say((await text()).startsWith('PREFIX dm: <https://w3id.org/demarche/ns#>\nSELECT ?who { ?meeting dm:participant'), 'the editor completes a term and declares its prefix');
  await page.keyboard.type(' ?who FILTER( }');
  await page.keyboard.press('Control+Enter');
  await page.locator('#problem').waitFor();
  const marked = await page.locator('.cm-lintRange-error').count();
  say(marked === 1 && /line 2, column/.test(await page.locator('#problem').innerText()), 'the editor shows where a query is wrong');
  await page.locator('#example').selectOption('dyads');
  await page.waitForFunction(() => document.getElementById('query').value.includes('how often did each pair meet'));
  await page.locator('select[name=format]').selectOption('chart');
  await page.getByRole('button', { name: 'Ask' }).last().click();
  say((await page.locator('svg.chart rect').count()) > 3 && (await page.locator('details table').count()) === 1, 'an example is answered as a chart, with its table');
  await page.keyboard.press('Tab');
  say(troubles.length === 0, `the editor keeps to our policy ${troubles.join('; ')}`);
  await page.context().close();
  // Without scripts the same form does the same.
  const plain = await (await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false })).newPage();
  await plain.goto(`${base}/sparql`);
  await plain.locator('#example').selectOption('dyads');
  await plain.getByRole('button', { name: 'Take' }).click();
  const taken = (await plain.locator('#query').inputValue()).includes('how often did each pair meet');
  await plain.getByRole('button', { name: 'Ask' }).click();
  say(taken && (await plain.locator('#answer table tbody tr').count()) > 3, 'without scripts the form takes an example and asks it');
  await plain.context().close();
};

// From a sentence of the first page to its answer.
const sentence = async (browser) => {
  for (const [locale, button, told] of [['en-GB', 'Ask', /^What did Sergey Lavrov say between/], ['fr-FR', 'Demander', /^Qu’a dit Sergueï Lavrov entre le/]]) {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(base);
    const form = page.locator('form.sentence').first();
    await form.locator('select').selectOption('Q58217');
    await form.getByRole('button', { name: button }).click();
    say(told.test(await page.locator('h1').innerText()) && (await page.locator('tbody tr').count()) > 1, `a sentence is filled in and answered in ${locale}`);
    await page.context().close();
  }
};

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  const paths = await gather();
  await look(browser, paths);
  await walk(browser);
  await denial(browser);
  await print(browser);
  await sentence(browser);
  await edit(browser);
  await browser.close();
  console.log(wrong === 0 ? 'all is well' : `${wrong} wrong`);
  process.exit(wrong === 0 ? 0 : 1);
})();
