import React from 'react';
import { type ChangesQuestion } from '../../datasources/changes/question';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type Fit } from './times';
import { useWhatChanged } from './useWhatChanged';
import { type BlockLook, WhatChangedView } from './WhatChangedView';

export interface WhatChangedBlockProps {
  question: ChangesQuestion;
  /** Whom to ask. */
  context: SourceContext;
  fit: Fit;
  look: BlockLook;
  timeZone: string;
}

/** Asks what changed between two times, and shows it. */
export default function WhatChangedBlock({ context, ...shown }: WhatChangedBlockProps) {
  return <WhatChangedView {...shown} asked={useWhatChanged(shown.question, context)} />;
}
