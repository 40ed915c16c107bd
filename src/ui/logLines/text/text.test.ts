import fc from 'fast-check';
import { type LineFilter } from '../../../telemetry/questions/logs';
import { readAnsi, withoutAnsi } from './ansi';
import { characterOf, showInvisible } from './invisible';
import { layOutJson } from './json';
import { cutText, hitsOf, piecesOf } from './pieces';

const ESC = '\u001b';

describe('readAnsi', () => {
  it.each([
    ['plain', [{ text: 'plain', style: {} }]],
    ['', []],
    [
      `a ${ESC}[31merror${ESC}[0m b`,
      [
        { text: 'a ', style: {} },
        { text: 'error', style: { color: 'red' } },
        { text: ' b', style: {} },
      ],
    ],
    [
      `${ESC}[1;4;93mbold${ESC}[22mnot`,
      [
        { text: 'bold', style: { isBold: true, isUnderlined: true, color: 'yellow' } },
        { text: 'not', style: { isUnderlined: true, color: 'yellow' } },
      ],
    ],
    [
      `${ESC}[38;5;196mred${ESC}[39mplain`,
      [
        { text: 'red', style: { color: 'red' } },
        { text: 'plain', style: {} },
      ],
    ],
    [`${ESC}[48;2;0;0;200;1mx`, [{ text: 'x', style: { background: 'blue', isBold: true } }]],
    [`${ESC}[mx`, [{ text: 'x', style: {} }]],
  ])('reads %j', (text, expected) => {
    expect(readAnsi(text)).toEqual(expected);
  });

  it.each([
    ['the cursor is not moved', `${ESC}[2J${ESC}[1;1Hhidden`, 'hidden'],
    ['a link keeps its text alone', `${ESC}]8;;https://evil.example${ESC}\\here${ESC}]8;;${ESC}\\`, 'here'],
    ['a title is not set', `${ESC}]0;title\u0007text`, 'text'],
    ['what begins no sequence stays', `${ESC} alone ${ESC}[`, `${ESC} alone ${ESC}[`],
  ])('%s', (_, text, expected) => {
    expect(withoutAnsi(text)).toBe(expected);
    expect(
      readAnsi(text)
        .map((part) => part.text)
        .join('')
    ).toBe(expected);
  });

  it('says the same text with and without colours, whatever it is given', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(`${ESC}[`, `${ESC}]`, '31m', ';', '0m', '\u0007', ESC));
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const text = parts.join('');
        expect(
          readAnsi(text)
            .map((part) => part.text)
            .join('')
        ).toBe(withoutAnsi(text));
      })
    );
  });
});

describe('showInvisible', () => {
  it.each([
    ['bidi override', 'a\u202Eb', ['a', '‹U+202E›', 'b']],
    ['nul', '\u0000', ['␀']],
    ['delete', 'x\u007f', ['x', '␡']],
    ['zero width space', 'pay\u200Bments', ['pay', '‹U+200B›', 'ments']],
    ['half a character', '\ud83d!', ['‹U+D83D›', '!']],
    ['tab and line break', 'a\tb\nc', ['a\tb\nc']],
    ['emoji with joiner', '👩‍💻', ['👩‍💻']],
    ['joiner that joins nothing', 'pay\u200dments', ['pay', '‹U+200D›', 'ments']],
    ['joiner within a script', 'می\u200cخواهم', ['می\u200cخواهم']],
    ['soft hyphen', 'pay\u00adments', ['pay', '‹U+00AD›', 'ments']],
    ['text in tags', 'a\u{e0068}\u{e0069}b', ['a', '‹U+E0068›', '‹U+E0069›', 'b']],
  ])('%s', (_, text, expected) => {
    expect(showInvisible(text).map((part) => part.text)).toEqual(expected);
  });

  it('loses nothing: signs read back give the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const back = showInvisible(text).map(({ text: shown, standsFor }) =>
          standsFor ? characterOf(standsFor) : shown
        );
        expect(back.join('')).toBe(text);
      })
    );
  });
});

describe('layOutJson', () => {
  it('sets each value on its own line and changes none', () => {
    expect(layOutJson('{"id":12345678901234567890,"a":[1,{"b":"x: {y}, \\"z\\""}],"e":{},"a":[]}')).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": "x: {y}, \\"z\\""',
        '    }',
        '  ],',
        '  "e": {},',
        '  "a": []',
        '}',
      ].join('\n')
    );
  });

  it.each(['text', '3', '"text"', '{broken', '{"a":1} trailing'])('leaves %j alone', (text) => {
    expect(layOutJson(text)).toBeUndefined();
  });

  it('means the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(JSON.parse(layOutJson(text) ?? ''))).toBe(JSON.stringify(JSON.parse(text)));
      })
    );
  });
});

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
  ])('%j to %d', (text, limit, expected) => expect(cutText(text, limit)).toBe(expected));
});

describe('piecesOf', () => {
  const filter = (text: string, more: Partial<LineFilter> = {}): LineFilter => ({
    text,
    kind: 'text',
    caseSensitive: false,
    op: 'include',
    ...more,
  });
  const hitsIn = (text: string, filters: LineFilter[]) =>
    piecesOf(text, { showsAnsi: true, hits: hitsOf(filters), limit: 1000 }).pieces.filter(({ isHit }) => isHit);

  it.each([
    ['whatever the case', 'A card, a CARD', [filter('card')], ['card', 'CARD']],
    ['in this case', 'A card, a CARD', [filter('CARD', { caseSensitive: true })], ['CARD']],
    ['with signs that mean something elsewhere', 'a.b (c) axb', [filter('a.b'), filter('(c)')], ['a.b', '(c)']],
    ['the longer of two', 'timeout', [filter('time'), filter('timeout')], ['timeout']],
    ['nothing that is left out', 'healthz', [filter('health', { op: 'exclude' })], []],
    ['no regular expression', 'aaa', [filter('(a+)+$', { kind: 'regexp' })], []],
  ])('points out %s', (_, text, filters, expected) => {
    expect(hitsIn(text, filters).map((piece) => piece.text)).toEqual(expected);
  });

  it('says how much it left out', () => {
    expect(piecesOf('x'.repeat(1_000_000), { showsAnsi: true, hits: undefined, limit: 10 })).toEqual({
      pieces: [{ text: 'xxxxxxxxxx', style: {} }],
      left: 999_990,
    });
  });

  it('leaves colours out where none are wanted', () => {
    const { pieces } = piecesOf(`${ESC}[31mred${ESC}[0m`, { showsAnsi: false, hits: undefined, limit: 100 });
    expect(pieces).toEqual([{ text: 'red', style: {} }]);
  });
});
