import { defineWords } from '../../base/words.ts';

/** Words of what a source is told (回传). */
export const writeBackWords = defineWords({
  zh: {
    writeBack: '回传上游',
    writeBackNone: '未配置：本数据源只读取，不回传',
    writeBackPaused: '回传已暂停，待同步的消息暂不发送',
    writeBackPause: '暂停回传',
    writeBackResume: '恢复回传',
    writeBackEdit: '动作配置',
    writeBackJson: '动作（JSON）',
    writeBackHint: '占位符如 {{case.id}}、{{event.text}}；写错的会在这里指出',
    writeBackRemove: '删除动作配置',
  },
  en: {
    writeBack: 'Telling the upstream',
    writeBackNone: 'Not configured: this source is only read, and nothing is written back',
    writeBackPaused: 'paused: messages wait',
    writeBackPause: 'Pause',
    writeBackResume: 'Resume',
    writeBackEdit: 'Actions',
    writeBackJson: 'Actions (JSON)',
    writeBackHint: 'Placeholders such as {{case.id}}, {{event.text}}; what is wrong is said here',
    writeBackRemove: 'Remove the actions',
  },
});
