import { describe, expect, it } from 'vitest';
import { MailLanguage, TemplateName } from './contract.ts';
import { blocksOf, fill, htmlOf, textOf, wordingOf, wrongWith } from './template-rules.ts';
import { dress, sampleValues, shippedWording } from './templates.ts';

const face = {
  site: 'Northgate',
  language: 'en',
  logo: null,
  accent: { light: '#00668c', on: '#fff', dark: '#61b2dc', darkOn: '#000' },
  footer: 'Sent by Northgate.',
  orCopy: 'Or copy:',
};

describe('a text', () => {
  it('is a subject line and a body', () => {
    expect(wordingOf('Subject: Hello {name}\r\n\r\n# Hi\r\n')).toEqual({ subject: 'Hello {name}', body: '# Hi' });
  });

  it('gives headings, paragraphs and buttons, and leaves out what nothing was filled into', () => {
    const body = '# {title}\n\n{detail}\n\n{remedy}\n\n[Open]({link})\n\n[Gone]({other})';
    const values = { title: 'T', detail: 'D', remedy: '', link: 'https://a.example/x', other: '' };
    expect(blocksOf(body, values)).toEqual([
      { kind: 'heading', text: 'T' },
      { kind: 'paragraph', text: 'D' },
      { kind: 'button', label: 'Open', href: 'https://a.example/x' },
    ]);
  });

  it('has a plain part with the address below its label', () => {
    const blocks = blocksOf('Hello\n\n[Open]({link})', { link: 'https://a.example' });
    expect(textOf(blocks, 'F')).toBe('Hello\n\nOpen:\nhttps://a.example\n\n-- \nF\n');
  });
});

describe('values', () => {
  it('can add neither headers nor lines nor turn the writing around', () => {
    expect(fill('To {name}', { name: 'a\r\nBcc: b@c.example\u202e' })).toBe('To a Bcc: b@c.example');
  });
  it('are escaped in HTML', () => {
    const blocks = blocksOf('# {title}', { title: '<img src=x onerror=alert(1)>&"' });
    const html = htmlOf('{{content}}', 's', blocks, face);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;');
  });
  it('lead a button nowhere but to the web', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'https://a.example/"onclick="x', '//x.example'])
      expect(blocksOf('[Open]({link})', { link })).toEqual([]);
  });
  it('are not filled in a second time', () => {
    expect(fill('{name}', { name: '{link}', link: 'secret' })).toBe('{link}');
  });
});

describe('an edited text', () => {
  const good = { subject: 'Hello', body: 'See {link}' };
  it('must keep what it is of no use without', () => {
    expect(wrongWith('invitation', good)).toBeNull();
    expect(wrongWith('invitation', { ...good, body: 'Hello' })).toMatchObject({
      field: 'body',
      reason: expect.stringContaining('{link}') as string,
    });
  });
  it('is refused by the name of what cannot be filled in', () => {
    expect(wrongWith('invitation', { ...good, subject: 'For {user}' })).toMatchObject({
      field: 'subject',
      reason: expect.stringContaining('{user}') as string,
    });
  });
  it('keeps the link out of the subject', () => {
    expect(wrongWith('invitation', { ...good, subject: '{link}' })).toMatchObject({ field: 'subject' });
  });
});

describe('the shipped texts', () => {
  const site = { name: 'Northgate', accentHue: 155, language: 'en' as const, support: 'Room 4', hasLogo: false };
  for (const template of TemplateName.options)
    for (const language of MailLanguage.options)
      it(`${template} in ${language} can be used and leaves nothing unfilled`, () => {
        const wording = shippedWording(template, language);
        expect(wrongWith(template, wording)).toBeNull();
        const { subject, text, html } = dress(wording, sampleValues(template, language), site, language, null);
        for (const part of [subject, text, html.replace(/<style>[\s\S]*<\/style>/, '')])
          expect(part).not.toMatch(/\{|\}|undefined/);
        expect(text).toContain('Room 4');
      });
});
