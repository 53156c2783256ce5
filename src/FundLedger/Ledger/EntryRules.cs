using System.Runtime.InteropServices;

namespace FundLedger.Ledger;

/// <summary>What makes an entry one the ledger may hold: pure rules, no storage.</summary>
internal static class EntryRules
{
    internal const int MostLines = 1_000;

    /// <summary>Ten trillion yuan: no sum of thousands of lines this large leaves 64 bits, so one slip of the keyboard cannot stop the books.</summary>
    internal const long MostMinorUnits = 1_000_000_000_000_000;

    /// <summary>Resolves roles to accounts and checks every rule that needs no stored row.</summary>
    internal static Outcome<ResolvedEntry> Resolve(EntryDraft draft, Books books, DateOnly today)
    {
        var lines = new List<ResolvedLine>(draft.Lines.Count);
        foreach (var line in draft.Lines)
        {
            var account = line.Account ?? books.FindAccount(draft.Entity, line.Role!.Value, draft.OccurredOn);
            if (account is null) return books.ChartNotInForce(draft.Entity, line.Role!.Value, draft.OccurredOn);
            lines.Add(new ResolvedLine(account, line.Fund, line.Source, line.Subject.ToNfc(), line.Amount));
        }

        for (var i = 0; i < lines.Count; i++)
            if (RefusalForSource(draft, lines[i], i + 1) is { } reason) return reason;
        return Check(draft, lines, today);
    }

    /// <summary>What public money may not be used for. Asked of what is newly posted only: what another ledger holds has happened.</summary>
    private static Refusal? RefusalForSource(EntryDraft draft, ResolvedLine line, int lineNo)
    {
        var (source, role) = (line.Source, line.Account.Role);
        if (source.IsPublic && role is (AccountRole.Investment or AccountRole.LongTermInvestment) && draft.Kind != EntryKind.Reversal)
            return Refusal.Of("public-money-invested", $"lines[{lineNo}]",
                $"第 {lineNo} 行以公共资金（来源 {source.Code}）记入投资科目 {line.Account.Code}。规则：政府资金不得用于投资。请换一个非公共来源。",
                $"Line {lineNo} puts public money (source {source.Code}) on the investment account {line.Account.Code}. The rule: government money may not be invested. Name a source that is not public.");
        var uses = line.Amount.IsPositive && role != AccountRole.GrantReturn && (line.Account.Type == AccountType.Cost || line.Account.CountsAs == CountsAs.Committed);
        if (!uses || draft.Kind.IsFact || !source.IsLateOn(draft.OccurredOn)) return null;
        return Refusal.Of("past-deadline", "on",
            $"来源 {source.Code} 的使用期限为 {source.ReturnBy!.Value.ToIso()}，{draft.OccurredOn.ToIso()} 不能再支出或立项。请退回未用资金（seed-money owe-return），或先登记延期文件（seed-money amend）。",
            $"The money of source {source.Code} was to be spent by {source.ReturnBy!.Value.ToIso()}; on {draft.OccurredOn.ToIso()} it can no longer be spent or promised. Return what is left ('seed-money owe-return'), or record the document that extends it ('seed-money amend').");
    }

    /// <summary>The rules for an entry whose accounts are known.</summary>
    internal static Outcome<ResolvedEntry> Check(EntryDraft draft, IReadOnlyList<ResolvedLine> lines, DateOnly today)
    {
        draft = Normalized(draft);
        if ((KeptText.DocumentId.RefusalFor(draft.Document.Id, "ref") ?? KeptText.DocumentType.RefusalFor(draft.Document.Type, "document-type")) is { } badDocument) return badDocument;
        if (lines.Count is < 2 or > MostLines)
            return Refusal.Of("lines-count", "lines", $"一笔分录应有 2 至 {MostLines} 行，这里有 {lines.Count} 行。", $"An entry has 2 to {MostLines} lines; this one has {lines.Count}.");
        for (var i = 0; i < lines.Count; i++)
            if (RefusalForLine(draft, lines[i], i + 1) is { } reason) return reason;
        return (RefusalForDate(draft, lines, today) ?? RefusalForBalance(lines)) is { } refusal ? refusal : new ResolvedEntry(draft, lines);
    }

    private static Refusal? RefusalForLine(EntryDraft draft, ResolvedLine line, int lineNo)
    {
        if (line.Amount.IsZero)
            return Refusal.Of("line-zero", $"lines[{lineNo}].amount", $"第 {lineNo} 行金额为零。请填写金额或删除该行。", $"Line {lineNo} is zero. Give an amount or leave the line out.");
        if (line.Amount.MinorUnits is > MostMinorUnits or < -MostMinorUnits)
            return Refusal.Of("amount-too-large", $"lines[{lineNo}].amount",
                $"第 {lineNo} 行金额 {line.Amount.ToGroupedText()} 超过上限 {new Money(MostMinorUnits, line.Amount.Currency).ToGroupedText()}。请核对。",
                $"Line {lineNo} is {line.Amount}; the most one line may hold is {new Money(MostMinorUnits, line.Amount.Currency)}. Check the amount.");
        if (line.Account.EntityId != draft.Entity.Id || line.Fund.EntityId != draft.Entity.Id || line.Source.EntityId != draft.Entity.Id)
            return Refusal.Of("line-entity", $"lines[{lineNo}]",
                $"第 {lineNo} 行的科目、基金或来源不属于会计主体 {draft.Entity.Code}。一笔分录只能属于一个主体。",
                $"Line {lineNo} names an account, fund or source that is not of entity {draft.Entity.Code}. An entry belongs to one entity.");
        if (line.Amount.Currency != line.Fund.Currency)
            return Refusal.Of("line-currency", $"lines[{lineNo}].amount",
                $"第 {lineNo} 行币种为 {line.Amount.Currency}，基金 {line.Fund.Code} 以 {line.Fund.Currency} 记账。请改用该币种。",
                $"Line {lineNo} is in {line.Amount.Currency}; fund {line.Fund.Code} is kept in {line.Fund.Currency}. Use that currency.");
        if (!line.Account.IsValidOn(draft.OccurredOn) && !(draft.Kind.IsNoActivity && line.Account.ValidFrom <= draft.OccurredOn)) // what stands on an account no longer in use is cleared
            return Refusal.Of("account-not-valid", $"lines[{lineNo}].account",
                $"第 {lineNo} 行的科目 {line.Account.Code} 在 {draft.OccurredOn.ToIso()} 未启用或已停用。请换科目或日期。",
                $"Account {line.Account.Code} of line {lineNo} is not in use on {draft.OccurredOn.ToIso()}. Choose another account or date.");
        return KeptText.Subject.RefusalFor(line.Subject, $"lines[{lineNo}].subject");
    }

    private static Refusal? RefusalForDate(EntryDraft draft, IReadOnlyList<ResolvedLine> lines, DateOnly today)
    {
        if (draft.OccurredOn <= today || lines.All(line => line.Account.Layer != Layer.Actual)) return null;
        return Refusal.Of("date-in-future", "on",
            $"日期 {draft.OccurredOn.ToIso()} 晚于今天（{today.ToIso()}）。只有已发生的事项可以入账。",
            $"{draft.OccurredOn.ToIso()} is after today ({today.ToIso()}). Only what has happened can be posted.");
    }

    private static Refusal? RefusalForBalance(IReadOnlyList<ResolvedLine> lines)
    {
        var sums = new Dictionary<(long Fund, long Source, Currency Currency, Layer Layer), Int128>();
        foreach (var line in lines) CollectionsMarshal.GetValueRefOrAddDefault(sums, line.BalancesWith, out _) += line.Amount.MinorUnits;
        foreach (var ((fundId, sourceId, currency, layer), sum) in sums)
        {
            if (sum == 0) continue;
            var at = lines.First(line => line.Fund.Id == fundId && line.Source.Id == sourceId);
            var by = sum >= long.MinValue && sum <= long.MaxValue ? new Money((long)sum, currency).ToString() : $"{sum} {currency}";
            return Refusal.Of("not-balanced", "lines",
                $"基金 {at.Fund.Code}、来源 {at.Source.Code} 的{layer.Name().Zh}借贷不平，差额 {by}。每个基金和来源都须各自平衡。",
                $"Fund {at.Fund.Code}, source {at.Source.Code} does not balance in the {layer.Name().En.ToLowerInvariant()} layer: off by {by}. Every fund and source balances by itself.");
        }

        return null;
    }

    private static EntryDraft Normalized(EntryDraft draft) => draft.Document == SourceDocument.None
        ? draft
        : draft with { Document = draft.Document with { Type = draft.Document.Type.ToNfc(), Id = draft.Document.Id.ToNfc() } };
}

/// <summary>A draft with its accounts found.</summary>
internal sealed record ResolvedEntry(EntryDraft Draft, IReadOnlyList<ResolvedLine> Lines);

internal readonly record struct ResolvedLine(Account Account, Fund Fund, Source Source, string Subject, Money Amount)
{
    internal (long Fund, long Source, Currency Currency, Layer Layer) BalancesWith => (Fund.Id, Source.Id, Amount.Currency, Account.Layer);

    internal HashedLine Hashed(int lineNo) =>
        new(lineNo, Account.Code, Account.Layer, Fund.Code, Source.Code, Subject, Amount.Currency.Code, Amount.MinorUnits);

    /// <summary>What this line adds to what is available, in minor units.</summary>
    internal long AvailableMinor => Account.CountsAs switch
    {
        CountsAs.Cash => Source.IsSpendable ? Amount.MinorUnits : 0,
        CountsAs.Liability => Amount.MinorUnits,
        CountsAs.Committed => checked(-Amount.MinorUnits),
        _ => 0,
    };

    /// <summary>What this line adds to what is committed, in minor units.</summary>
    internal long CommittedMinor => Account.CountsAs == CountsAs.Committed ? Amount.MinorUnits : 0;
}
