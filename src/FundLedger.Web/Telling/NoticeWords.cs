using FundLedger.Disclosure;
using FundLedger.Outbox;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Telling;

/// <summary>What an event is called for people, and the page that it leads to.</summary>
internal static class NoticeWords
{
    /// <summary>One sentence. Codes and numbers only: it goes into mailboxes as well.</summary>
    internal static Bilingual Of(OutboxEvent happened)
    {
        var subject = happened.Subject;
        string Word(string name) => happened.Word(name);
        return happened.Kind switch
        {
            "approval.asked" => new($"第 {subject} 号事项（{KnownKinds.NameOf(Word("kind")).Zh}）等您复核", $"Number {subject} ({KnownKinds.NameOf(Word("kind")).En}) waits for you to agree"),
            "approval.decided" => Decided(subject, KnownKinds.NameOf(Word("kind")), Word("outcome")),
            "application.returned" => new($"申请 {subject} 要求修改", $"Application {subject} is to be changed"),
            "application.declined" => Word("status") == "ineligible" ? new($"申请 {subject} 不符合资格", $"Application {subject} was found ineligible") : new($"申请 {subject} 未立项", $"Application {subject} was declined"),
            "review.assigned" => new($"有一份申请（{Word("application")}）请您评审", $"An application ({Word("application")}) waits for your review"),
            "award.decided" => new($"立项 {subject} 已作出决定", $"Award {subject} was decided"),
            "tranche.paid" => new($"立项 {subject} 第 {Word("tranche")} 批已拨付", $"Tranche {Word("tranche")} of award {subject} was paid"),
            "report.returned" => new($"立项 {subject} 的第 {Word("report")} 号进展报告被退回", $"Report {Word("report")} of award {subject} was sent back"),
            "result.returned" => new($"空间 {subject} {Word("first")} 至 {Word("last")} 的运营报告被退回", $"The result of space {subject} from {Word("first")} to {Word("last")} was sent back"),
            "clawback.claimed" => new($"立项 {subject} 要求退回资助款（第 {Word("clawback")} 笔）", $"Money of award {subject} is to be paid back (claim {Word("clawback")})"),
            "revenue-return.due" => new($"空间 {subject} {Word("period")} 的收益反哺应于 {Word("dueOn")} 前交付", $"Space {subject} is to give back part of its revenue of {Word("period")} by {Word("dueOn")}"),
            "renewal.due" => new($"机构 {subject} 的资质至 {Word("endsOn")}：{RenewalStage(Word("stage")).Zh}", $"The qualification of {subject} ends on {Word("endsOn")}: {RenewalStage(Word("stage")).En}"),
            "query.asked" => new($"第 {subject} 号审计查询等待答复", $"Audit query {subject} waits for an answer"),
            "query.answered" => new($"第 {subject} 号审计查询已答复", $"Audit query {subject} was answered"),
            "disclosure.due" => Disclosure(happened),
            "verification.failed" => Word("outcome") == "unsound"
                ? new($"第 {subject} 次核验发现 {Word("findings")} 个问题", $"Verification {subject} found {Word("findings")} problem(s)")
                : new($"第 {subject} 次核验中途出错", $"Verification {subject} broke off"),
            "document.done" => new("您要的文件已编好", "The file you asked for is drawn"),
            "document.failed" => new("您要的文件没有编成", "The file you asked for was not drawn"),
            "import.done" => new("导入完成", "The import is done"),
            "import.failed" => new("导入没有完成", "The import was not finished"),
            "jobs.failing" => new($"定时任务 {subject} 失败（{Word("day")}）", $"The job {subject} failed ({Word("day")})"),
            "webhook.given-up" => new($"第 {subject} 号推送地址多次未送达，已放弃", $"Address {subject} could not be reached many times, and a delivery was given up"),
            _ => EventKind.Find(happened.Kind)?.Name ?? Bilingual.Same(happened.Kind),
        };
    }

    /// <summary>A page of this site.</summary>
    internal static string PathOf(OutboxEvent happened)
    {
        var subject = Uri.EscapeDataString(happened.Subject);
        return happened.Kind switch
        {
            "approval.asked" or "approval.decided" => $"/approvals/{subject}",
            "application.returned" or "application.declined" => $"/applications/{subject}",
            "review.assigned" => $"/reviews/{subject}",
            "award.decided" or "tranche.paid" or "report.returned" or "clawback.claimed" => $"/awards/{subject}",
            "result.returned" or "revenue-return.due" => $"/spaces/{subject}",
            "renewal.due" => $"/organisations/{subject}",
            "query.asked" or "query.answered" => $"/audit/queries/{subject}",
            "disclosure.due" => Pages.Disclosures.IndexModel.PathOf(happened.Subject),
            "verification.failed" => "/verification",
            "document.done" or "document.failed" => "/reports/jobs",
            "import.done" or "import.failed" => happened.Word("account") is { Length: > 0 } account ? $"/bank/{Uri.EscapeDataString(account)}/run/{subject}" : $"/import/{subject}",
            "jobs.failing" => Jobs.LedgerJobs.DashboardPath,
            "webhook.given-up" => $"/notices/webhooks/{subject}",
            _ => "/notices",
        };
    }

    private static Bilingual Decided(string proposal, Bilingual kind, string outcome) => outcome switch
    {
        "executed" => new($"您提出的第 {proposal} 号事项（{kind.Zh}）已通过并执行", $"Your proposal number {proposal} ({kind.En}) is agreed to and done"),
        "rejected" => new($"您提出的第 {proposal} 号事项（{kind.Zh}）被否决", $"Your proposal number {proposal} ({kind.En}) is rejected"),
        _ => new($"您提出的第 {proposal} 号事项（{kind.Zh}）已作废：所涉内容有了变化", $"Your proposal number {proposal} ({kind.En}) is void: what it was about has changed"),
    };

    private static Bilingual Disclosure(OutboxEvent happened)
    {
        var (rule, due) = (DisclosureRule.Find(happened.Subject.Split('/')[0])?.Name ?? Bilingual.Same(happened.Subject), happened.Word("dueOn"));
        var books = happened.Fund.Length > 0 ? happened.Fund : happened.Entity;
        return happened.Word("stage") == "late"
            ? new($"信息公开已逾期（{books}，{due} 到期）：{rule.Zh}", $"A disclosure is late ({books}, due {due}): {rule.En}")
            : new($"信息公开 {due} 到期（{books}）：{rule.Zh}", $"A disclosure is due on {due} ({books}): {rule.En}");
    }

    private static Bilingual RenewalStage(string stage) => stage switch
    {
        "lapsed" => new("已过期", "it has lapsed"),
        _ => new("请续期", "renew it"),
    };
}

/// <summary>What became of an attempt to send, for people.</summary>
internal static class AttemptWords
{
    internal static Bilingual Of(string code) => code switch
    {
        "" => new("尚未尝试", "not tried yet"),
        "node-lost" => new("发送它的节点中途失联", "the node that sent it was lost"),
        "timeout" => new("对方没有在时限内应答", "no answer in time"),
        "unreachable" => new("连不上对方", "the address cannot be reached"),
        "tls" => new("对方的证书无效", "its certificate is not valid"),
        "private-address" => new("域名指向内部地址，按设置不发送", "its name leads to a private address, which is not allowed here"),
        "ended" => new("推送地址已停用", "the address was ended"),
        "secret-unreadable" => new("读不出签名密钥；请更换密钥", "the secret cannot be read; change it"),
        "smtp-unreachable" => new("连不上邮件服务器", "the mail server cannot be reached"),
        "smtp-tls" => new("邮件服务器不能加密，或证书无效", "the mail server does not encrypt, or its certificate is not valid"),
        "smtp-sign-in" => new("邮件服务器拒绝用户名或密码", "the mail server refused the user or password"),
        "smtp-broke-off" => new("交给邮件服务器时断线", "the line broke while the message was handed over"),
        "person-gone" => new("此人已停用、已擦除或不再收邮件", "the person is disabled, erased or wants no messages"),
        "address" => new("收件地址不完整", "the address is not whole"),
        "broke" => new("中途出错，原因在程序的日志里", "it broke off; the cause is in the program's log"),
        "no-mail" => new("没有设邮件服务器", "no mail server is set"),
        "smtp-250" => new("邮件服务器已接收", "the mail server took it"),
        _ when code.StartsWith("http-", StringComparison.Ordinal) => new($"对方应答 {code[5..]}", $"answered {code[5..]}"),
        _ when code.StartsWith("smtp-", StringComparison.Ordinal) => new($"邮件服务器应答 {code[5..]}", $"the mail server answered {code[5..]}"),
        _ => Bilingual.Same(code),
    };
}
