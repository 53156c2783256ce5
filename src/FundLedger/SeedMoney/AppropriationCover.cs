using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>What commitments may draw on before an appropriation's money arrives: what is confirmed less what was received, as long as the document covers commitments.</summary>
internal static class AppropriationCover
{
    /// <summary>A document changed what it covers.</summary>
    internal static async Task<Refusal?> ChangeAsync(LedgerTransaction tx, Fund fund, Source source, Money before, Money after)
    {
        if (await Positions.ChangeCoverAsync(tx, fund, source, after.Currency, after.MinorUnits - before.MinorUnits, isFact: false)) return null;
        return Refusal.Of("cover-in-use", "covers",
            $"基金 {fund.Code} 的来源 {source.Code} 已透支，或已有立项依靠这笔未到账拨款，不能这样更改。请先补足资金或减少立项。",
            $"Fund {fund.Code} has overdrawn source {source.Code}, or its commitments rely on this money to come, so this cannot be changed. Bring money in or reduce commitments first.");
    }

    /// <summary>Money arrives: the cover shrinks by it. In another fund than the one whose commitments rely on it that may be refused.</summary>
    internal static async Task<Refusal?> ArrivesAsync(LedgerTransaction tx, Appropriation under, Fund fund, Money amount)
    {
        if (!under.Covers) return null;
        var after = Appropriation.Rest(under.Confirmed!.Value, under.Received!.Value + amount);
        var isHere = fund.Id == under.Fund!.Id;
        if (await Positions.ChangeCoverAsync(tx, under.Fund, under.Source, after.Currency, after.MinorUnits - under.CoverMinor, isFact: isHere)) return null;
        return Refusal.Of("cover-elsewhere", "fund",
            $"基金 {under.Fund.Code} 的立项依靠拨款 {under.Number} 的未到账部分，到账须记入该基金，之后再划转。",
            $"The commitments of fund {under.Fund.Code} rely on what is to come under {under.Number}: record it as received there, then transfer it.");
    }

    /// <summary>The receipt of an entry is taken back: what it brought is to come again.</summary>
    internal static async Task TakenBackAsync(LedgerTransaction tx, PostedEntry receipt)
    {
        if (receipt.Kind != EntryKind.SeedMoneyReceived) return;
        var line = receipt.Lines.First(line => line.Account.Role == AccountRole.GovernmentGrantIncome);
        if ((await AppropriationStore.ListAsync(tx, await Books.OfAsync(tx), line.Source)).FirstOrDefault() is not { Covers: true } under || under.Confirmed!.Value.Currency != line.Amount.Currency) return;
        var after = Appropriation.Rest(under.Confirmed.Value, under.Received!.Value + line.Amount);
        var isChanged = await Positions.ChangeCoverAsync(tx, under.Fund!, under.Source, after.Currency, after.MinorUnits - under.CoverMinor, isFact: true);
        Invariant.Holds(isChanged);
    }
}
