using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>复核登记簿: what took more than one person, by kind and one by one.</summary>
public static class ApprovalRegisterContent
{
    private static readonly ProposalEnd[] Ends = Enum.GetValues<ProposalEnd>();

    /// <param name="kindOf">What a kind of proposal is called.</param>
    /// <param name="nameOf">Whom an id stands for.</param>
    public static ReportContent Of(ApprovalRegister register, Func<string, Bilingual> kindOf, Func<string, Bilingual> nameOf) => new(
        "approvalRegister", new("复核登记簿", "Register of approvals"), register.Head, [.. Register.Days(register.Head, register.Proposals.Count)],
        [
            Counts(register, kindOf), List(register, kindOf, nameOf),
            Register.NotesOfNow(new Bilingual("提出人与复核人不得为同一人。所列为在这段日期提出的事项，包括整个会计主体的事项。", "Nobody agrees to what they asked for themselves. Listed is what was asked in these days, of these funds and of the whole entity.")),
        ]);

    public static Bilingual Name(this ProposalEnd end) => end switch
    {
        ProposalEnd.Open => new("待复核", "Waiting"),
        ProposalEnd.Agreed => new("已同意", "Agreed"),
        ProposalEnd.Refused => new("已驳回", "Refused"),
        ProposalEnd.Withdrawn => new("已撤回", "Taken back"),
        _ => new("已失效", "Lapsed"),
    };

    private static TableSection Counts(ApprovalRegister register, Func<string, Bilingual> kindOf)
    {
        Row Counted(RowKind row, Bilingual name, IReadOnlyList<ListedProposal> of) => new(row, [Cell.Of(name), Cell.Of(of.Count), .. Ends.Select(end => Cell.Of(of.LongCount(one => one.End == end)))]);
        return new(
            "counts", new("按事项", "By kind"),
            [new("kind", Register.Kind, CellKind.Text, ColumnWidth.Wide), new("asked", new("提出", "Asked"), CellKind.Integer), .. Ends.Select(end => new Column(end.ToString().ToLowerInvariant(), end.Name(), CellKind.Integer))],
            [
                .. register.Proposals.GroupBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Counted(RowKind.Line, kindOf(group.Key), [.. group])),
                .. register.Proposals.Count == 0 ? Array.Empty<Row>() : [Counted(RowKind.Total, Words.Total, register.Proposals)],
            ],
            new("本期没有须复核的事项。", "Nothing took a second person in these days."))
        {
            Checks = [Check.Of("everyOneHasAnEnd", new("提出 = 待复核 + 已同意 + 已驳回 + 已撤回 + 已失效", "asked = waiting + agreed + refused + taken back + lapsed"),
                register.Proposals.Count, Ends.Sum(end => register.Proposals.LongCount(one => one.End == end)))],
        };
    }

    private static TableSection List(ApprovalRegister register, Func<string, Bilingual> kindOf, Func<string, Bilingual> nameOf) => new(
        "lines", new("逐项", "One by one"),
        [
            new("number", new("编号", "No."), CellKind.Integer), new("askedOn", new("提出日", "Asked on"), CellKind.Date), new("kind", Register.Kind, CellKind.Text), new("subject", new("对象", "Of"), CellKind.Text),
            new("amount", Register.Amount, CellKind.Amount), new("maker", new("提出人", "Asked by"), CellKind.Text), new("checkers", new("复核人", "Decided by"), CellKind.Text),
            new("end", new("结果", "Outcome"), CellKind.Text, ColumnWidth.Narrow), new("endedOn", new("结果日", "On"), CellKind.Date),
        ],
        [.. register.Proposals.Select(one => new Row(RowKind.Line,
        [
            Cell.Of(one.Number), Cell.Of(one.AskedOn), Cell.Of(kindOf(one.Kind)), Cell.Of(one.Subject),
            one.Amount is { } amount && amount.Currency == register.Head.Currency ? Cell.Of(amount) : Cell.Empty, Cell.Of(nameOf(one.Maker)), Cell.Of(Checkers(one, nameOf)),
            Cell.Of(one.End.Name()), one.EndedOn is { } ended ? Cell.Of(ended) : Cell.Empty,
        ]))],
        new("本期没有须复核的事项。", "Nothing took a second person in these days."), IsMain: true);

    private static Bilingual Checkers(ListedProposal one, Func<string, Bilingual> nameOf) => new(
        string.Join('、', one.Decisions.Select(decision => nameOf(decision.Checker).Zh + (decision.IsApproval ? "" : "（驳回）"))),
        string.Join(", ", one.Decisions.Select(decision => nameOf(decision.Checker).En + (decision.IsApproval ? "" : " (refused)"))));
}
