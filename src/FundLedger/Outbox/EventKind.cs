namespace FundLedger.Outbox;

/// <summary>Something that happens in the ledger and that others must hear of. Its code is what programs know it by: it never changes.</summary>
public sealed record EventKind
{
    private EventKind(string code, string zh, string en, bool isForPrograms = true) => (Code, Name, IsForPrograms) = (code, new Bilingual(zh, en), isForPrograms);

    public string Code { get; }
    public Bilingual Name { get; }

    /// <summary>Programs may listen for it; the others are for people alone.</summary>
    public bool IsForPrograms { get; }

    public static readonly EventKind EntryPosted = new("entry.posted", "分录入账", "An entry was posted");
    public static readonly EventKind PeriodClosed = new("period.closed", "月份结账", "A month was closed");
    public static readonly EventKind PeriodReopened = new("period.reopened", "月份反结账", "A month was reopened");
    public static readonly EventKind ApprovalAsked = new("approval.asked", "事项等待复核", "Something waits to be agreed to");
    public static readonly EventKind ApprovalDecided = new("approval.decided", "事项已有结果", "A proposal was decided");
    public static readonly EventKind ApplicationSubmitted = new("application.submitted", "申请已提交", "An application was handed in");
    public static readonly EventKind ApplicationReturned = new("application.returned", "申请要求修改", "An application is to be changed");
    public static readonly EventKind ApplicationDeclined = new("application.declined", "申请未获立项", "An application was not granted", isForPrograms: false);
    public static readonly EventKind ReviewAssigned = new("review.assigned", "有申请要评审", "An application is to be reviewed", isForPrograms: false);
    public static readonly EventKind AwardDecided = new("award.decided", "立项决定", "An award was decided");
    public static readonly EventKind TranchePaid = new("tranche.paid", "批次已拨付", "A tranche was paid");
    public static readonly EventKind ReportReturned = new("report.returned", "进展报告退回", "A progress report was sent back");
    public static readonly EventKind ResultReturned = new("result.returned", "空间运营报告退回", "A space's operating result was sent back");
    public static readonly EventKind ClawbackClaimed = new("clawback.claimed", "要求退回资助款", "A grant is to be paid back");
    public static readonly EventKind RevenueReturnDue = new("revenue-return.due", "应付收益反哺", "A revenue return is due");
    public static readonly EventKind RenewalDue = new("renewal.due", "资质待续期", "A qualification is to be renewed");
    public static readonly EventKind PaymentsOrdered = new("payment.ordered", "付款文件已生成", "Payments were ordered");
    public static readonly EventKind PaymentSettled = new("payment.settled", "付款有了结果", "A payment was settled");
    public static readonly EventKind QueryAsked = new("query.asked", "审计查询", "An audit query was asked");
    public static readonly EventKind QueryAnswered = new("query.answered", "审计查询已答复", "An audit query was answered");
    public static readonly EventKind DisclosureDue = new("disclosure.due", "信息公开临近或逾期", "A disclosure is due or late");
    public static readonly EventKind DisclosurePublished = new("disclosure.published", "信息已公开", "A disclosure was published");
    public static readonly EventKind CheckpointSigned = new("checkpoint.signed", "检查点已签署", "A checkpoint was signed");
    public static readonly EventKind VerificationFailed = new("verification.failed", "核验未通过", "The verification found something or broke off");
    public static readonly EventKind DocumentDone = new("document.done", "文件已编好", "A file is drawn", isForPrograms: false);
    public static readonly EventKind DocumentFailed = new("document.failed", "文件没有编成", "A file was not drawn", isForPrograms: false);
    public static readonly EventKind ImportDone = new("import.done", "导入完成", "An import is done", isForPrograms: false);
    public static readonly EventKind ImportFailed = new("import.failed", "导入没有完成", "An import was not finished", isForPrograms: false);
    public static readonly EventKind JobsFailing = new("jobs.failing", "定时任务失败", "A job of the schedule fails", isForPrograms: false);
    public static readonly EventKind WebhookGivenUp = new("webhook.given-up", "推送已放弃", "A webhook was given up", isForPrograms: false);

    /// <summary>Sent to one address when somebody tries it out.</summary>
    public static readonly EventKind WebhookTest = new("webhook.test", "测试推送", "A test", isForPrograms: false);

    /// <summary>Sent to oneself to see whether messages come.</summary>
    public static readonly EventKind MailTest = new("mail.test", "测试邮件", "A test message", isForPrograms: false);

    public static IReadOnlyList<EventKind> All { get; } =
    [
        EntryPosted, PeriodClosed, PeriodReopened, ApprovalAsked, ApprovalDecided, ApplicationSubmitted, ApplicationReturned, ApplicationDeclined, ReviewAssigned, AwardDecided, TranchePaid, ReportReturned, ResultReturned, ClawbackClaimed,
        RevenueReturnDue, RenewalDue, PaymentsOrdered, PaymentSettled, QueryAsked, QueryAnswered, DisclosureDue, DisclosurePublished, CheckpointSigned, VerificationFailed, DocumentDone, DocumentFailed,
        ImportDone, ImportFailed, JobsFailing, WebhookGivenUp, WebhookTest, MailTest,
    ];

    /// <summary>Null for a code that this version of the program does not know.</summary>
    public static EventKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);

    public override string ToString() => Code;
}
