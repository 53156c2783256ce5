using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Gifts of money: listed, recorded, given back.</summary>
internal static class DonationsApi
{
    private const string Part = "donations";

    internal static void MapDonations(this ApiRoutes api)
    {
        api.Read<Page<ListedEntryShown>>("/donations", new("listDonations", Part, new("列出捐款", "List gifts of money"), "Their entries, last recorded first; names are masked.", [.. EntriesApi.Filters, .. ApiParameter.Paging]),
            call => EntriesApi.ListAsync(call, EntryKind.Donation), Permission.ReadLedger);
        api.Write<NewDonation, DonationShown>("/donations", new("recordDonation", Part, new("记一笔捐款", "Record a gift of money"), "The money has arrived. A receipt number is given, and what the gift earns of a matching programme is promised in the same write.", [])
        {
            Example = """{"fund":"F1","amount":{"amount":"1234.50","currency":"CNY"},"on":"2026-04-08","donor":"王小明","fee":{"amount":"7.41","currency":"CNY"},"reference":"BK-2026-0408","note":"助餐"}""",
        }, RecordAsync, Permission.RecordMoney);
        api.Write<NewRefund, RefundShown>("/donations/{entry:long}/refunds", new("refundDonation", Part, new("退还捐款", "Give back a gift"), "Whole or in part. Its match goes back with it.",
            [ApiParameter.Path("entry", new("捐款的分录号", "number of the gift's entry"), "2", ApiParameterForm.Number)]) { Example = """{"amount":{"amount":"34.50","currency":"CNY"},"on":"2026-04-10","way":"due-and-paid","reason":"重复转账"}""" },
            RefundAsync, Permission.RecordMoney);
    }

    private static Task<IResult> RecordAsync(ApiCall call, NewDonation gift) => call.WriteToFundsAsync(
        Permission.RecordMoney, [gift.Fund],
        asked => new RecordDonation(call.Noting).RunAsync(asked, new Gift(
            gift.Fund, gift.Amount, gift.On, DonorName.Of(gift.Donor, gift.Anonymous), gift.Fee, gift.Source, gift.Reference, gift.Note, WithReceipt: true, gift.Channel), call.Stop),
        done => new DonationShown(done.Entry, done.Receipt), done => EntriesApi.PathOf(done.Entry));

    private static Task<IResult> RefundAsync(ApiCall call, NewRefund refund)
    {
        var entry = new EntryId(call.Number("entry"));
        return call.WriteOnEntryAsync(
            Permission.RecordMoney, entry, asked => new RefundDonation(call.Noting).RunAsync(asked, new Refund(entry, refund.Amount, refund.On, refund.Way, refund.Reason), call.Stop),
            done => new RefundShown(done.Entries, done.Left, done.Match), done => EntriesApi.PathOf(done.Entries[0]));
    }
}

/// <param name="Fund">Code of the fund it is for.</param>
/// <param name="Donor">Who gives; empty for one who left no name. Kept erasable.</param>
/// <param name="Anonymous">Anonymous to the public.</param>
/// <param name="Fee">What the bank or platform kept of it.</param>
/// <param name="Source">Code of the source; plain donations unless another is named.</param>
/// <param name="Reference">The bank's number for it.</param>
/// <param name="Note">Kept erasable.</param>
public sealed record NewDonation(
    string Fund, Money Amount, DateOnly On, string Donor, bool Anonymous = false, Money? Fee = null, string? Source = null, string? Reference = null, GiftChannel? Channel = null, string? Note = null);

/// <param name="Receipt">Its number.</param>
public sealed record DonationShown(EntryId Entry, ReceiptNumber? Receipt);

/// <param name="Way">Agreed and paid the same day, agreed and to be paid later, paying what was agreed before, or taken back by the bank.</param>
/// <param name="Reason">Kept erasable.</param>
public sealed record NewRefund(Money Amount, DateOnly On, RefundWay Way = RefundWay.DueAndPaid, string? Reason = null);

/// <param name="Left">What of the gift may still be given back.</param>
/// <param name="Match">The entry by which its match went back.</param>
public sealed record RefundShown(IReadOnlyList<EntryId> Entries, Money Left, EntryId? Match);
