using FundLedger.Banking.Accounts;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Opens a bank account.</summary>
[Needs(Permission.ManageFunds)]
public sealed class NewModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Bank;
    public override Bilingual Title => new("建立银行账户", "Open a bank account");

    public IReadOnlyList<Entity> Entities { get; private set; } = [];
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    public string Typed(string field) => HttpMethods.IsPost(Request.Method) ? Request.Form[field].ToString() : "";

    /// <summary>Funds whose money is to lie there.</summary>
    public bool IsTicked(Fund fund) => HttpMethods.IsPost(Request.Method) && Request.Form["funds"].Contains(fund.Code);

    public string Class(string field) => Refusal?.Field == field ? "field wrong" : "field";

    public async Task OnGetAsync()
    {
        Key = FormKey.New();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        await LoadAsync();
        var entity = Entities.FirstOrDefault(known => known.Code == Typed("entity")) ?? (Entities is [var only] ? only : null);
        if (entity is null) return NotFound();
        Currency currency = entity.Currency;
        if (BankPage.Given(Typed("currency")) is { } unit && !Currency.TryFind(unit.ToUpperInvariant(), out currency)) return Refused(Refusal.Of("currency", "currency", $"“{unit}”不是币种。", $"'{unit}' is no currency."));
        Money? opening = null;
        if (BankPage.Given(Typed("opening")) is { } text)
        {
            if (!TypedAmount.Read(text, currency, "opening").IsDone(out var read, out var unread)) return Refused(unread);
            opening = read;
        }

        var name = Typed("name");
        var outcome = await new CreateBankAccount(Noting).RunAsync(AskedAs(key), new NewBankAccount(
            entity.Code, Typed("code").Trim(), new(name, BankPage.Given(Typed("english")) ?? name), Typed("bank"), Typed("number"), currency,
            Typed("kind") == "channel" ? BankAccountKind.Channel : BankAccountKind.Bank, null, opening,
            Enum.TryParse<UnmatchedCredit>(Typed("unmatched"), out var unmatched) ? unmatched : UnmatchedCredit.Leave, BankPage.Given(Typed("fund")),
            Funds: [.. Request.Form["funds"].OfType<string>().Where(code => Funds.Any(fund => fund.Code == code))]), HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(new($"已建立银行账户 {done.Account}。", $"Bank account {done.Account} is made."), ((Outcome<BankAccountCreated>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect($"/bank/{Uri.EscapeDataString(done.Account)}");
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private Task LoadAsync() => ReadAsync((_, books) =>
    {
        Entities = [.. books.Entities.Where(entity => May(Permission.ManageFunds, new Target(Entity: entity.Code)))];
        Funds = [.. books.Funds.Where(fund => fund.Status != FundStatus.Closed && Entities.Any(entity => entity.Id == fund.EntityId))];
        return Task.CompletedTask;
    });
}
