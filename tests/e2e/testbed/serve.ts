import globalSetup from './globalSetup';

// Keeps the tests' servers running, to look at them: `npm run e2e:testbed`.
void globalSetup().then((stop) => {
  console.log(`Grafana with the tests' data: ${process.env.GRAFANA_URL} (admin, admin123). Ctrl-C stops it.`);
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith('TESTBED_') || name === 'GRAFANA_URL') {
      console.log(`${name}=${value}`);
    }
  }
  const end = () => void stop().then(() => process.exit());
  process.once('SIGINT', end).once('SIGTERM', end);
});
