using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>The entries of a programme's life, as <c>domain</c> rules them: pure, no storage.</summary>
internal static class MatchPosting
{
    internal const string DocumentType = "matching-programme";

    /// <summary>Of the pot: what is committed and not given yet.</summary>
    internal static string PotSubject(string code) => $"match/{code}";

    /// <summary>Of what the pot's fund owes another, where they bank apart.</summary>
    internal static string OwedSubject(Programme programme, Fund fund) => $"match/{programme.Code}/{fund.Code}";

    /// <summary>Committed·S / CommitmentReserve·S: the whole pot.</summary>
    internal static EntryDraft Opened(Entity entity, Fund potFund, Source potSource, string code, Money pot, DateOnly on) =>
        new(entity, EntryKind.MatchOpened, on, Commits(potFund, potSource, code, pot)) { Document = DocumentOf(code) };

    /// <summary>p: CommitmentReserve / Committed; TransferOut·S / Bank·S. c: Bank·Match / TransferIn·Match. With separate accounts DueToFund and DueFromFund stand for Bank.</summary>
    internal static EntryDraft Earned(Programme programme, Fund fund, Money amount, DateOnly on)
    {
        var isApart = programme.Definition.SeparateAccounts;
        var (gives, gets, subject) = isApart ? (AccountRole.DueToFund, AccountRole.DueFromFund, OwedSubject(programme, fund)) : (AccountRole.Bank, AccountRole.Bank, "");
        return new(programme.Entity, EntryKind.MatchEarned, on,
        [
            .. Releases(programme, amount),
            LineDraft.Debit(AccountRole.TransferOut, programme.PotFund, programme.PotSource, amount),
            LineDraft.Credit(gives, programme.PotFund, programme.PotSource, amount, subject),
            LineDraft.Debit(gets, fund, programme.MatchSource, amount, subject),
            LineDraft.Credit(AccountRole.TransferIn, fund, programme.MatchSource, amount),
        ]) { Document = DocumentOf(programme.Code) };
    }

    /// <summary>c: TransferIn·Match / Bank·Match; p: Bank·S / TransferOut·S, and committed again while the programme is open. What is still owed between the funds is owed no more.</summary>
    internal static EntryDraft Returned(Programme programme, Fund fund, Money fromOwed, Money fromBank, DateOnly on)
    {
        var amount = fromOwed + fromBank;
        var lines = new List<LineDraft>
        {
            LineDraft.Debit(AccountRole.TransferIn, fund, programme.MatchSource, amount),
            LineDraft.Credit(AccountRole.TransferOut, programme.PotFund, programme.PotSource, amount),
        };
        if (fromOwed.IsPositive)
        {
            lines.Add(LineDraft.Credit(AccountRole.DueFromFund, fund, programme.MatchSource, fromOwed, OwedSubject(programme, fund)));
            lines.Add(LineDraft.Debit(AccountRole.DueToFund, programme.PotFund, programme.PotSource, fromOwed, OwedSubject(programme, fund)));
        }

        if (fromBank.IsPositive)
        {
            lines.Add(LineDraft.Credit(AccountRole.Bank, fund, programme.MatchSource, fromBank));
            lines.Add(LineDraft.Debit(AccountRole.Bank, programme.PotFund, programme.PotSource, fromBank));
        }

        if (programme.IsOpen) lines.AddRange(Commits(programme.PotFund, programme.PotSource, programme.Code, amount));
        return new(programme.Entity, EntryKind.MatchReturned, on, lines) { Document = DocumentOf(programme.Code) };
    }

    /// <summary>CommitmentReserve·S / Committed·S: what is left.</summary>
    internal static EntryDraft Closed(Programme programme, Money left, DateOnly on) => new(programme.Entity, EntryKind.MatchClosed, on, Releases(programme, left)) { Document = DocumentOf(programme.Code) };

    private static SourceDocument DocumentOf(string code) => new(DocumentType, code);

    private static LineDraft[] Commits(Fund fund, Source source, string code, Money amount) =>
    [
        LineDraft.Debit(AccountRole.Committed, fund, source, amount, PotSubject(code)), LineDraft.Credit(AccountRole.CommitmentReserve, fund, source, amount, PotSubject(code)),
    ];

    private static LineDraft[] Releases(Programme programme, Money amount) =>
    [
        LineDraft.Debit(AccountRole.CommitmentReserve, programme.PotFund, programme.PotSource, amount, PotSubject(programme.Code)),
        LineDraft.Credit(AccountRole.Committed, programme.PotFund, programme.PotSource, amount, PotSubject(programme.Code)),
    ];
}
