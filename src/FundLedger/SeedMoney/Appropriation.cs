using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>What becomes of money after the day it was to be spent by.</summary>
public enum LateUse
{
    /// <summary>It can no longer be spent or promised: it goes back.</summary>
    Refuse,
    Allow,
}

/// <summary>A document that public money comes under (拨款文件), as its last version says. Its money is one source.</summary>
/// <param name="Version">0 where it was only ever named by receipts: then no document has confirmed an amount.</param>
/// <param name="Fund">That expects the money; null where nothing is confirmed.</param>
/// <param name="Received">In the currency of what is confirmed, less receipts that were reversed; null where nothing is confirmed.</param>
/// <param name="Covers">What is confirmed and has not arrived may be promised by the fund already.</param>
public sealed record Appropriation(
    long Id, Source Source, string Number, string GivenBy, string Conditions, DateOnly? SpendBy, int Version, Fund? Fund, Money? Confirmed, Money? Received, bool Covers)
{
    /// <summary>Confirmed and not arrived yet; null where nothing is confirmed.</summary>
    public Money? ToCome => Confirmed is { } confirmed ? Rest(confirmed, Received!.Value) : null;

    /// <summary>What commitments may draw on now, in minor units.</summary>
    internal long CoverMinor => Covers ? ToCome!.Value.MinorUnits : 0;

    internal static Money Rest(Money confirmed, Money received) => new(Math.Max(0, checked(confirmed.MinorUnits - received.MinorUnits)), confirmed.Currency);
}

/// <summary>What one document said of an appropriation.</summary>
/// <param name="Document">Its own number; a later document has another than the first.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record AppropriationVersion(
    int Number, string Document, byte[]? DocumentSha256, Money Confirmed, string Conditions, DateOnly? SpendBy, LateUse AfterDeadline, bool Covers, string Actor, long RecordedAt);
