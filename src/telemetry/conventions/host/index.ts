import { signalKind } from '../signalKind';
import { nodeExporter } from './nodeExporter';

export const host = signalKind('host', [nodeExporter]);
