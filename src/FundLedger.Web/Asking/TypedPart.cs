using FundLedger.Donations;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>One fund's part of a gift as people type it: <c>60%</c>, or an amount such as <c>120.00</c>.</summary>
internal static class TypedPart
{
    internal static Outcome<GiftShare> Read(string fund, string part, Currency currency, string field)
    {
        if (part.TrimEnd() is [.., '%' or '％']) return TypedShare.Read(part, field).IsDone(out var share, out var notShare) ? new GiftShare(fund, share) : notShare;
        return TypedAmount.Read(part.Trim(), currency, field).IsDone(out var amount, out var refusal) ? new GiftShare(fund, Amount: amount) : refusal;
    }
}
