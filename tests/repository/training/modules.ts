import { basename } from 'node:path';
import { globSync } from 'glob';
import { read, ROOT } from '../files';

export const FOLDER = 'docs/training';

/** A fenced block of a module. */
export interface Block {
  module: string;
  language: string;
  text: string;
}

/** The documents of the training by their paths, the overview among them. */
export const DOCUMENTS = globSync(`${FOLDER}/*.md`, { cwd: ROOT }).sort();
export const MODULES = DOCUMENTS.filter((file) => basename(file) !== 'README.md');

export const BLOCKS: Block[] = DOCUMENTS.flatMap((file) =>
  [...read(file).matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, language = '', text = '']) => ({
    module: basename(file, '.md'),
    language,
    text,
  }))
);

/** The blocks in one language. */
export const blocksIn = (language: string): Block[] => BLOCKS.filter((block) => block.language === language);

/** A document without its fences and what is code within lines. */
export const proseOf = (file: string): string =>
  read(file)
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`]*`/g, '');
