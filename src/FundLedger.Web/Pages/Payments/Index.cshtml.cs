using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Payments;

/// <summary>What waits to be paid, chosen into a file for the bank; and the files there are.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private Books books = null!;

    public override Part Where => Part.Payments;
    public override Bilingual Title => new("付款", "Payments");

    public IReadOnlyList<Payable> Owed { get; private set; } = [];
    public IReadOnlyList<Payee> Payees { get; private set; } = [];
    public IReadOnlyList<(PaymentOrder Order, IReadOnlyList<Payment> Payments)> Orders { get; private set; } = [];

    /// <summary>Files with a payment in the state asked for; null for all.</summary>
    public PaymentStatus? Only => Enum.TryParse<PaymentStatus>(Request.Query["state"], out var known) && Enum.IsDefined(known) ? known : null;

    public IEnumerable<(PaymentOrder Order, IReadOnlyList<Payment> Payments)> Listed => Orders.Where(one => Only is null || one.Payments.Any(payment => payment.Status == Only));

    /// <summary>Numbers of the entries that are to be paid.</summary>
    public IReadOnlySet<long> Ticked { get; private set; } = new HashSet<long>();

    /// <summary>By entry, the payee's code.</summary>
    public IReadOnlyDictionary<long, string> Chosen { get; private set; } = new Dictionary<long, string>();

    public string Note { get; private set; } = "";
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }
    public bool MayPropose => MaySomewhere(Permission.Propose);

    internal bool MayOrder(Payable owed) => owed.UnderWay is null && May(Permission.Propose, books.TargetOf(owed.Fund));

    internal IEnumerable<Payee> PayeesOf(Payable owed) => Payees.Where(payee => payee.Entity.Id == owed.Fund.EntityId && payee.Name is not null);

    /// <summary>Masked, where they are a person.</summary>
    internal string NameOf(Payee payee) => PayeeShown.NameOf(payee.Name, payee.Kind);

    public async Task<IActionResult> OnGetAsync(long? replaces)
    {
        await LoadAsync(replaces);
        Key = FormKey.New();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? note, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!MayPropose) return NotFound();
        if (!FormKey.IsOne(key)) return BadRequest();
        await LoadAsync(replaces: null);
        (Key, Note, Replaces) = (key, (note ?? "").Trim(), replaces);
        Ticked = Request.Form["pay"].Select(text => long.TryParse(text, out var entry) ? entry : 0).ToHashSet();
        Chosen = Owed.ToDictionary(owed => owed.Entry.Value, owed => $"{Request.Form[$"payee{owed.Entry.Value}"]}");
        var wanted = Owed.Where(owed => Ticked.Contains(owed.Entry.Value) && MayOrder(owed)).ToList();
        if (wanted.Count == 0) return Refused(Refusal.Of("payments-none", "pay", "请勾选要付的款项。", "Tick what is to be paid."));
        if (wanted.Find(owed => Chosen[owed.Entry.Value].Length == 0) is { } without)
            return Refused(Refusal.Of("payee-missing", "pay", $"请选择分录 {without.Entry} 的收款方。", $"Choose the payee of entry {without.Entry}."));
        if (wanted.Select(owed => owed.Fund.EntityId).Distinct().Count() > 1)
            return Refused(Refusal.Of("payments-entities", "pay", "一个付款文件只付一个会计主体的款项。", "A payment file is of one entity."));

        var asked = new PaymentsWanted(books.Entity(wanted[0].Fund.EntityId).Code, [.. wanted.Select(owed => new PaymentWanted(owed.Entry, Chosen[owed.Entry.Value], owed.Amount))], Note);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), OrderPayments.Kind, asked, replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Answer is { } answer ? $"/payments/{OrderPayments.Kind.ReadAnswer(answer).Order}" : $"/approvals/{done.Proposal}");
    }

    private Task LoadAsync(long? replaces) => ReadAsync(async (reader, all) =>
    {
        books = all;
        bool Sees(Fund fund) => May(Permission.ReadLedger, books.TargetOf(fund));
        Owed = [.. (await PaymentReading.PayablesAsync(reader, books)).Where(owed => Sees(owed.Fund))];
        Payees = await PaymentReading.PayeesAsync(reader, books);
        var payments = (await PaymentReading.PaymentsAsync(reader, books)).Where(payment => Sees(payment.Fund)).ToLookup(payment => payment.Order);
        Orders = [.. (await PaymentReading.OrdersAsync(reader, books)).Where(order => payments.Contains(order.Id)).Select(order => (order, (IReadOnlyList<Payment>)[.. payments[order.Id]]))];
        if (replaces is not { } number || await Proposals.FindAsync(reader, number) is not { Payload: { } payload } mine || mine.Kind != OrderPayments.Kind.Code || mine.Maker != Who.Person.Id || !mine.IsOpenAt(Now)) return;
        var standing = OrderPayments.Kind.Read(payload);
        (Replaces, Note) = (number, standing.Note);
        (Ticked, Chosen) = (standing.Payments.Select(payment => payment.Entry.Value).ToHashSet(), standing.Payments.ToDictionary(payment => payment.Entry.Value, payment => payment.Payee));
    });

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
