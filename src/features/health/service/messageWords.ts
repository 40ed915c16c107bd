import { t } from '../../../i18n/t';
import { type QuestionPanel } from '../../../ui/charts/questionPanel';
import { followServices } from '../../../ui/page/followServices';

/**
 * Lets a chart of requests say messages where these are what is counted: of a service that processes them and answers
 * no requests. Which one it is, is known once the metrics were looked at.
 */
export function sayMessages(panel: QuestionPanel, service: string): QuestionPanel {
  panel.addActivationHandler(() => {
    const following = followServices(panel, (services) => {
      if (services.some((one) => one.service === service && one.countsMessages)) {
        panel.state.body.setState({
          title: t('service.panel.messages', 'Messages processed'),
          description: t(
            'service.panel.messages-description',
            'Messages or jobs processed per second, by outcome where it is recorded'
          ),
        });
      }
    });
    return () => following.unsubscribe();
  });
  return panel;
}
