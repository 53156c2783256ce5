using System.Collections.Frozen;

namespace FundLedger.People.Trail;

/// <summary>What acts, outcomes and objects of the trail are called in both languages. The one table: whatever the program writes has its line here.</summary>
public static class ActNames
{
    private static readonly (string Code, Bilingual Name)[] Table =
    [
        ("sign-in", new("登录", "Sign in")),
        ("start-session", new("登录", "Sign in")),
        ("use-token", new("使用登录或令牌", "Use a session or token")),
        ("confirm-session", new("再次确认身份", "Confirm it is oneself")),
        ("end-session", new("登出或吊销令牌", "Sign out, or revoke a token")),
        ("end-all-sessions", new("全部登出", "Sign out everywhere")),
        ("count-failed-sign-in", new("记下登录失败", "Count a failed sign-in")),
        ("accept-code", new("核对验证码", "Check a code")),
        ("use-recovery-code", new("使用恢复代码", "Use a recovery code")),
        ("replace-recovery-codes", new("更换恢复代码", "Replace recovery codes")),
        ("save-sign-in", new("更改登录方式", "Change how one signs in")),
        ("change-sign-in", new("更改登录方式", "Change how one signs in")),
        ("issue-api-token", new("发出令牌", "Issue a token")),
        ("use-api-token", new("使用令牌", "Use a token")),
        ("open-first-run", new("打印一次性代码", "Print the one-time code")),
        ("create-first-administrator", new("建立首位管理员", "Make the first administrator")),
        ("invite-person", new("邀请人员", "Invite a person")),
        ("invite-again", new("再次邀请", "Invite again")),
        ("accept-invitation", new("接受邀请", "Accept an invitation")),
        ("rename-person", new("更改姓名或登录名", "Change a name or sign-in name")),
        ("disable-person", new("停用人员", "Disable a person")),
        ("enable-person", new("恢复人员", "Let a person in again")),
        ("erase-person", new("擦除人员", "Erase a person")),
        ("give-role", new("给予职责", "Give a role")),
        ("take-role", new("收回职责", "Take a role back")),
        ("delegate", new("委托复核", "Delegate approving")),
        ("end-delegation", new("结束委托", "End a delegation")),
        ("propose", new("提出事项", "Propose")),
        ("try-out", new("试算", "Try out")),
        ("decide-proposal", new("作出决定", "Decide on a proposal")),
        ("approve-proposal", new("同意事项", "Approve a proposal")),
        ("reject-proposal", new("否决事项", "Reject a proposal")),
        ("withdraw-proposal", new("撤回事项", "Withdraw a proposal")),
        ("void-proposal", new("事项作废", "A proposal became void")),
        ("execute-proposal", new("执行事项", "Carry out a proposal")),
        ("approval-tiers", new("复核规则变更", "Change of approval rules")),
        ("set-approval-tiers", new("设定复核规则", "Set approval rules")),
        ("reopen-period", new("反结账", "Reopen a month")),
        ("close-period", new("结账", "Close a month")),
        ("freeze-fund", new("冻结基金", "Freeze a fund")),
        ("unfreeze-fund", new("解除冻结", "Unfreeze a fund")),
        ("close-fund", new("终止基金", "Close a fund")),
        ("reopen-fund", new("恢复已终止的基金", "Reopen a fund")),
        ("set-budget", new("设定年度预算", "Set a yearly budget")),
        ("donation", new("捐赠", "Record a gift")),
        ("refund", new("退款", "Refund a gift")),
        ("seed-money", new("种子资金", "Receive seed money")),
        ("register-appropriation", new("登记拨款文件", "Register an appropriation")),
        ("amend-appropriation", new("登记后来的拨款文件", "Amend an appropriation")),
        ("set-seed-money-warnings", new("设定期限提醒", "Set deadline warnings")),
        ("owe-return", new("应退财政资金", "Owe public money back")),
        ("pay-return", new("退回财政资金", "Return public money")),
        ("require-cofunding", new("社会资金要求", "Require co-funding")),
        ("end-cofunding", new("结束社会资金要求", "End a co-funding requirement")),
        ("prove-cofunding", new("社会资金证明", "Prove co-funding")),
        ("change-purpose", new("变更用途", "Change a purpose")),
        ("keep-evidence", new("留存证明文件", "Keep evidence")),
        ("opening-balance", new("期初余额", "Record opening balances")),
        ("expense", new("支出", "Record an expense")),
        ("set-payee", new("收款方账户", "Set a payee's account")),
        ("erase-payee", new("擦除收款方", "Erase a payee")),
        ("order-payments", new("付款文件", "Order payments")),
        ("payment-results", new("付款结果", "Record payment results")),
        ("open-payment-file", new("取出付款文件", "Take a payment file out")),
        ("pay-expense", new("付清欠款", "Pay what is owed")),
        ("recharge", new("费用改列", "Recharge a cost")),
        ("bank-fee", new("银行手续费", "Record a bank fee")),
        ("interest", new("利息", "Record interest")),
        ("management-fee", new("管理费", "Charge a management fee")),
        ("transfer", new("基金间划转", "Transfer between funds")),
        ("settle-transfer", new("结清内部往来", "Settle a transfer")),
        ("matching-open", new("启动配比计划", "Open a matching programme")),
        ("matching-rule", new("修改配比规则", "Change a matching rule")),
        ("matching-close", new("结束配比计划", "Close a matching programme")),
        ("matching-close-part", new("入账一批配比", "Post a part of a matching close")),
        ("matching-close-end", new("完成配比计划的结束", "Finish the close of a matching programme")),
        ("matching-recover", new("补回已花用的配比", "Recover a spent match")),
        ("related-party", new("登记关联方", "Register a related party")),
        ("related-party-end", new("终止关联关系", "End the relation of a related party")),
        ("reverse", new("冲销", "Reverse an entry")),
        ("general-entry", new("一般分录", "Post a general entry")),
        ("create-entity", new("建立会计主体", "Open an entity")),
        ("create-fund", new("建立基金", "Open a fund")),
        ("attach-document", new("附上文件", "Attach a document")),
        ("erase-document", new("擦除文件", "Erase a document")),
        ("open-attachment", new("打开附件", "Open an attachment")),
        ("upload-begin", new("上传名单", "Upload a list")),
        ("upload-part", new("上传名单的一部分", "Upload part of a list")),
        ("upload-step", new("设定名单读法", "Set how a list is read")),
        ("upload-drop-content", new("清除名单内容", "Drop a list's content")),
        ("discard-upload", new("丢弃名单", "Discard a list")),
        ("save-import-profile", new("保存导入设置", "Keep import settings")),
        ("import-begin", new("开始导入", "Begin an import")),
        ("import-part", new("导入一部分", "Import a part")),
        ("import-done", new("导入完成", "Finish an import")),
        ("export-refused-rows", new("下载待更正的行", "Save rows to mend")),
        ("export-report", new("导出报表", "Save a report")),
        ("export-trail", new("导出审计轨迹", "Save the audit trail")),
        ("reveal-donor", new("查看一个姓名", "See one name in clear")),
        ("reveal-donors", new("批量查看姓名", "See names in bulk")),
        ("read-revealed", new("读取批量姓名", "Read names opened in bulk")),
        ("erase-donor", new("擦除捐赠人", "Erase a donor")),
        ("start-verification", new("核验", "Verify")),
        ("tell-of-verification", new("记下核验结果", "Keep a verification's result")),
        ("open-page", new("打开网页", "Open a page")),
        ("store-protection-key", new("保存保护密钥", "Keep a protection key")),
        ("note-act", new("记入轨迹", "Tell the trail")),
        ("forget", new("到期清除", "Forget what is over")),
    ];

    private static readonly FrozenDictionary<string, Bilingual> Acts = Table.ToFrozenDictionary(line => line.Code, line => line.Name);

    private static readonly (string Code, Bilingual Name)[] ObjectTable =
    [
        ("entry", new("分录", "Entry")),
        ("payee", new("收款方", "Payee")),
        ("payments", new("付款文件", "Payment file")),
        ("donor", new("捐赠人", "Donor")),
        ("person", new("人员", "Person")),
        ("session", new("登录或令牌", "Session or token")),
        ("proposal", new("事项", "Proposal")),
        ("approval-tiers", new("复核规则", "Approval rules")),
        ("report", new("报表", "Report")),
        ("import", new("导入", "Import")),
        ("trail", new("审计轨迹", "Audit trail")),
        ("page", new("网页", "Page")),
        ("operation", new("操作", "Operation")),
    ];

    private static readonly FrozenDictionary<string, Bilingual> Objects = ObjectTable.ToFrozenDictionary(line => line.Code, line => line.Name);

    /// <summary>Every act, those that go together side by side.</summary>
    public static IReadOnlyList<(string Code, Bilingual Name)> All => Table;

    public static IReadOnlyList<(string Code, Bilingual Name)> AllObjects => ObjectTable;

    /// <summary>Null for an act that this version of the program does not write.</summary>
    public static Bilingual? Of(string act) => Acts.TryGetValue(act, out var name) ? name : null;

    public static Bilingual? OfObject(string type) => Objects.TryGetValue(type, out var name) ? name : null;

    public static Bilingual Name(this AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => new("已办", "done"),
        AuditOutcome.Refused => new("被拒", "refused"),
        AuditOutcome.Seen => new("已看", "seen"),
        AuditOutcome.Exported => new("已导出", "taken out"),
        AuditOutcome.Revealed => new("已显示姓名", "name shown"),
        _ => new("未获准", "tried"),
    };
}
