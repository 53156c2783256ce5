using System.CommandLine;
using FundLedger.Needs;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>offer make|change|close|list</c>.</summary>
internal static class OfferVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "offer", new("服务项目清单", "What organisations offer"), Make(shell), Change(shell), Close(shell), List(shell));

    private static Option<string> Code(Shell shell) => NeedVerbs.Code(shell, new("服务项目代码", "code of the offer"));

    private sealed record SaidOptions(Option<string> Title, Option<string> Description, Option<string> Field, Option<string> Place, Option<string> Amount)
    {
        internal static SaidOptions Of(Shell shell, bool isNew) => new(
            Options.Text(shell, "--title", new("名称", "TITLE"), new("名称", "what it is called"), isNew), Options.Text(shell, "--description", new("文字", "TEXT"), new("说明，不写人名", "description, without names of people")),
            Options.Text(shell, "--field", new("领域", "FIELD"), new("领域", "field of work")), Options.Text(shell, "--place", new("地点", "PLACE"), new("地点", "where")), Options.Text(shell, "--amount", new("金额", "AMOUNT"), new("报价，人民币元", "price in yuan")));

        internal Symbol[] All => [Title, Description, Field, Place, Amount];

        internal Outcome<OfferWanted> Read(WriteRun run, string code, string organisation, Offer? known)
        {
            var amount = known?.Amount;
            if (run.Value(Amount) is { } typed)
            {
                if (!TypedAmount.Read(typed, Currency.Cny, "amount").IsDone(out var read, out var refusal)) return refusal;
                amount = read;
            }

            return new OfferWanted(code, organisation, run.Value(Title) ?? known?.Title ?? "", run.Value(Description) ?? known?.Description ?? "", run.Value(Field) ?? known?.Field ?? "", run.Value(Place) ?? known?.Place ?? "", amount);
        }
    }

    private static Command Make(Shell shell)
    {
        var (code, said) = (Code(shell), SaidOptions.Of(shell, isNew: true));
        var organisation = Options.Text(shell, "--organisation", new("代码", "CODE"), new("机构代码", "code of the organisation"), isRequired: true);
        return WriteVerb.Make(
            shell, "make", new("提供服务项目", "Make an offer"), Need.OverAll(Permission.RecordMoney), [code, organisation, .. said.All],
            async run => said.Read(run, run.Required(code), run.Required(organisation), null).IsDone(out var wanted, out var refusal) ? await new MakeOffer(run.Database).RunAsync(run.Asked, wanted, run.Stop) : refusal,
            done => new($"服务项目 {done.Code} 已登记。", $"Offer {done.Code} is made."));
    }

    private static Command Change(Shell shell)
    {
        var (code, said, reason) = (Code(shell), SaidOptions.Of(shell, isNew: false), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "change", new("更改服务项目；没写的不变", "Change an offer; what is left out stays"), Need.OverAll(Permission.RecordMoney), [code, .. said.All, reason],
            async run =>
            {
                if (await run.Database.ReadAsync(reader => NeedReading.FindOfferAsync(reader, run.Required(code)), run.Stop) is not { } known)
                    return Refusal.Of("offer-unknown", "code", $"没有代码为“{run.Required(code)}”的服务项目。", $"There is no offer of the code '{run.Required(code)}'.");
                return said.Read(run, known.Code, known.Organisation, known).IsDone(out var wanted, out var refusal) ? await new MakeOffer(run.Database).ChangeAsync(run.Asked, wanted, run.Required(reason), run.Stop) : refusal;
            },
            done => new($"服务项目 {done.Code} 现为第 {done.Version} 版。", $"Offer {done.Code} is at version {done.Version}."));
    }

    private static Command Close(Shell shell)
    {
        var (code, on, reason) = (Code(shell), Options.On(shell), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "close", new("结束服务项目", "Close an offer"), Need.OverAll(Permission.RecordMoney), [code, on, reason], run => new MakeOffer(run.Database).CloseAsync(run.Asked, run.Required(code), run.Required(on), run.Required(reason), run.Stop),
            done => new($"服务项目 {done.Code} 已结束。", $"Offer {done.Code} is closed."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Offer>>(
        shell, "list", new("服务项目清单", "What is offered"), [], async (_, reader, _) => (await NeedReading.OffersAsync(reader)).ToArray(),
        (_, to, offers) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Title"), shell.In("机构", "Organisation"), shell.In("报价", "Price"), shell.In("结束", "Closed")],
            [.. offers.Select(offer => new[] { offer.Code, offer.Title, offer.Organisation, offer.Amount?.ToGroupedText() ?? "", offer.ClosedOn?.ToIso() ?? "" })], 3),
        offers => offers.Select(offer => new { offer.Code, offer.Organisation, offer.Title, offer.Description, offer.Field, offer.Place, offer.Amount, offer.Version, offer.ClosedOn, offer.CloseReason }));
}
