/** A malware scanner beside the academy: found missing, set up, and what somebody sees whose file it refuses. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { trialText } from '../../server/scanning/trial-rules.ts';
import { PASSWORD } from '../harness/academy.ts';
import { zipOf } from '../factories/zip.ts';
import { startClamd, type TestClamd } from '../harness/clamd.ts';
import { findClamd } from '../harness/programs.ts';
import { test } from '../harness/watched-browser.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let clamd: TestClamd | null = null;

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('the malware scan', () => {
  test.skip(!findClamd(), 'ClamAV is not here.');
  test.beforeAll(async ({ browser }) => {
    clamd = await startClamd();
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/api/v1/users/me', '/api/v1/auth/refresh', '400 (Bad', '422 (Unproc']);
    const { email } = await demand<{ email: string }>(school.admin.get('/users/me'));
    await page.goto('/console/settings/scanning');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
    await clamd?.stop();
  });

  test('an administrator sets it up, and sees at once whether it works', async () => {
    const address = page.getByLabel('Where the scanner listens');
    await address.fill('127.0.0.1:1');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('No malware scanner answers there.')).toBeVisible();
    await picture(page, 'scanning-refused');
    await address.fill(clamd?.port ?? '');
    await page.getByText('Take nothing that was not scanned').click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(heading('Every file that people bring is scanned for malware.')).toBeVisible();
    await picture(page, 'scanning-works');
  });

  test('a scanner that goes away is told, with what it means', async () => {
    await clamd?.pause();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(heading('The scanner does not answer.')).toBeVisible();
    await expect(page.getByText('nobody can upload anything')).toBeVisible();
    await picture(page, 'scanning-away');
    await clamd?.resume();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(heading('Every file that people bring is scanned for malware.')).toBeVisible();
  });

  test('a file with malware is refused in the language of the reader, and the activity tells of it', async () => {
    const course = { name: 'curso.zip', mimeType: 'application/zip' };
    const buffer = zipOf({ 'Curso/1 Lección.md': '# Lección', 'Curso/notas.txt': trialText() });
    await page.evaluate(() => localStorage.setItem('lyceum.preferences', '{"language":"es"}'));
    await page.goto('/studio/import');
    await page.locator('main input[type=file]:not([webkitdirectory])').setInputFiles({ ...course, buffer });
    await expect(page.getByText('No se aceptó «curso.zip»: el antivirus encontró malware en él.')).toBeVisible();
    await picture(page, 'scanning-found');
    await page.evaluate(() => localStorage.removeItem('lyceum.preferences'));
    await page.goto('/console/activity?view=acts&kind=file');
    await expect(page.getByText('the scanner found malware in it').first()).toBeVisible();
    await picture(page, 'scanning-activity');
  });
});
