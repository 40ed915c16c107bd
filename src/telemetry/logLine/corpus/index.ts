import { JVM_AND_DOTNET } from './jvm.data';
import { NATIVE } from './native.data';
import { PHP } from './php.data';
import { type RecordedLine } from './recordedLine';
import { SCRIPTING } from './scripting.data';
import { SERVERS } from './servers.data';
import { SHOP } from './shop.data';

/** Lines of all formats that are read, with what has to be read out of them. */
export const CORPUS: readonly RecordedLine[] = [
  ...SHOP,
  ...JVM_AND_DOTNET,
  ...NATIVE,
  ...SCRIPTING,
  ...PHP,
  ...SERVERS,
];
