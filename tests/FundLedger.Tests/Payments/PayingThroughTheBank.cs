using System.Text;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Payments;

/// <summary>What is owed goes to the bank in a file, and comes back paid, failed or returned.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class PayingThroughTheBank(TestDatabase database)
{
    private static readonly NewPayee Shunda = new(null, "SHUNDA", PayeeKind.Organisation, "顺达印务有限公司", "", "中国银行青川支行", "6217 0000-1234 5678", "104290003033");

    [Test]
    public Task What_the_bank_paid_is_posted_once_and_what_failed_is_still_owed() => database.RunAsync(async ledger =>
    {
        var (first, second) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var order = (await OrderAsync(ledger, (first, 30), (second, 20))).Expect();
        Assert.That((order.Payments, order.Amount), Is.EqualTo((2, Cny(50))));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 50m, 0m, 50m)), "nothing is posted before the bank answers");

        PaymentResult[] results = [new($"FL{order.Order}-001", PaymentStatus.Paid, Today), new($"FL{order.Order}-002", PaymentStatus.Failed, Today, "户名不符")];
        var recorded = (await ResultsAsync(ledger, results)).Expect();
        Assert.That((recorded.Paid, recorded.Failed, recorded.Known), Is.EqualTo((1, 1, 0)));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((70m, 20m, 0m, 50m)));
        Assert.That((await ResultsAsync(ledger, results)).Expect().Known, Is.EqualTo(2), "said again, nothing is added");
        var paid = await ledger.EntryAsync(recorded.Entries.Single());
        Assert.That((paid.Kind, paid.RelatesTo, paid.Document.Id), Is.EqualTo((EntryKind.ExpensePaid, (EntryId?)first, $"FL{order.Order}-001")));

        var again = (await OrderAsync(ledger, (second, 20))).Expect();
        Assert.That(again.Order, Is.Not.EqualTo(order.Order), "what failed may be ordered again");
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task What_the_bank_brings_back_is_owed_again() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var reference = $"FL{(await OrderAsync(ledger, (first, 30))).Expect().Order}-001";
        Assert.That(Refused.CodeOf(await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Returned, Today))), Is.EqualTo("payment-order"), "it was not paid");
        (await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Paid, March(10)))).Expect();
        Assert.That(Refused.CodeOf(await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Failed, Today))), Is.EqualTo("payment-order"));
        Assert.That(Refused.CodeOf(await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Returned, March(9)))), Is.EqualTo("returned-before-paid"));
        var back = (await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Returned, March(12), "账号已销户"))).Expect();
        Assert.That(await ledger.LinesAsync(back.Entries.Single()), Is.EqualTo(new[] { $"ExpensePayable -30.00 {(await OwedAsync(ledger))[0].Subject}", "Bank 30.00" }));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 50m, 0m, 50m)));
        (await OrderAsync(ledger, (first, 30))).Expect();
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task While_the_bank_has_it_nobody_pays_it_by_hand_or_takes_it_back() => database.RunAsync(async ledger =>
    {
        var (first, second) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var reference = $"FL{(await OrderAsync(ledger, (first, 30))).Expect().Order}-001";
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (first, 30))), Is.EqualTo("payment-under-way"));
        Assert.That(Refused.CodeOf(await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), first, Today)), Is.EqualTo("payment-under-way"));
        Assert.That(Refused.CodeOf(await new ReverseEntry(ledger.Database).RunAsync(ledger.Ask(), new Reversal(first, Today, "错"))), Is.EqualTo("payment-under-way"));
        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), second, Today)).Expect();
        var paid = (await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Paid, Today))).Expect().Entries.Single();
        Assert.That(Refused.CodeOf(await new ReverseEntry(ledger.Database).RunAsync(ledger.Ask(), new Reversal(paid, Today, "错"))), Is.EqualTo("payment-reversed"));
    });

    [Test]
    public Task Of_answers_in_one_file_all_are_recorded_or_none() => database.RunAsync(async ledger =>
    {
        var (first, second) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var order = (await OrderAsync(ledger, (first, 30), (second, 20))).Expect().Order;
        var text = $"参考号,结果,日期,原因\r\nFL{order}-001,成功,2026-03-14,\r\nFL{order}-009,失败,2026-03-14,无此户\r\n";
        Assert.That(PaymentResultsFile.Read(Encoding.UTF8.GetBytes(text), Today).IsDone(out var results, out _), Is.True);
        Assert.That(Refused.TextOf(await ResultsAsync(ledger, [.. results!])), Does.Contain("Line 3: There is no payment").And.Contain("-009"));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 50m, 0m, 50m)), "nothing half written");
    });

    [Test]
    public Task A_changed_account_cools_before_it_is_paid_to() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        Assert.That((await PayeeAsync(ledger, Shunda)).Expect().UsableFrom, Is.EqualTo(Today));
        Assert.That(Refused.CodeOf(await PayeeAsync(ledger, Shunda with { Number = "6217000012345678" })), Is.EqualTo("payee-unchanged"), "blanks and hyphens are no change");
        Assert.That((await PayeeAsync(ledger, Shunda with { Number = "6217000087654321" })).Expect(), Is.EqualTo(new PayeeSet("SHUNDA", 2, Today.AddDays(PaymentRules.Default.CoolingDays))));
        Assert.That(Refused.TextOf(await OrderAsync(ledger, (first, 30))), Does.Contain("nothing is paid to them before 2026-03-18"));
        ledger.Clock.Advance(TimeSpan.FromDays(PaymentRules.Default.CoolingDays));
        var order = (await OrderAsync(ledger, (first, 30))).Expect().Order;
        Assert.That(await FileAsync(ledger, order), Does.Contain("6217000087654321").And.Not.Contain("12345678"));
    });

    [Test]
    public Task How_long_an_account_cools_is_set_within_bounds_and_by_two_where_there_are_two() => database.RunAsync(async ledger =>
    {
        Task<Outcome<PaymentRulesSet>> SetAsync(int days) => new SetPaymentRules(ledger.Database).RunAsync(ledger.Ask(), new PaymentRules(days));
        await TwoOwedAsync(ledger);
        foreach (var days in new[] { 0, PaymentRules.MostDays + 1 }) Assert.That(Refused.CodeOf(await SetAsync(days)), Is.EqualTo("cooling-days"));
        (await PayeeAsync(ledger, Shunda)).Expect();
        Assert.That((await PayeeAsync(ledger, Shunda with { Number = "6217000087654321" })).Expect().UsableFrom, Is.EqualTo(Today.AddDays(3)), "before anything is set");
        Assert.That((await SetAsync(7)).Expect(), Is.EqualTo(new PaymentRulesSet(1, 7)));
        Assert.That((await PayeeAsync(ledger, Shunda with { Number = "6217000087650000" })).Expect().UsableFrom, Is.EqualTo(Today.AddDays(7)));

        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        Assert.That(Refused.CodeOf(await SetAsync(1)), Is.EqualTo("needs-checker"));
        var asked = await people.ProposeAsync(people.Admin, SetPaymentRules.Kind, new PaymentRules(1));
        Assert.That((await people.ApproveAsync(await people.AddAsync("checker", PersonRole.Approver), asked.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await ledger.Database.ReadAsync(PaymentRules.LoadAsync), Is.EqualTo(new PaymentRules(1)));
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task With_people_another_checks_the_account_and_the_payments_and_a_change_of_either_voids_the_approval() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await PayeeAsync(ledger, Shunda with { Number = "11111" })), Is.EqualTo("needs-checker"));
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (first, 30))), Is.EqualTo("needs-checker"));

        var ordered = await people.ProposeAsync(people.Admin, OrderPayments.Kind, new PaymentsWanted(null, [new PaymentWanted(first, "SHUNDA", Cny(30))], "印刷费"));
        var changed = await people.ProposeAsync(people.Admin, SetPayee.Kind, Shunda with { Number = "6217000087654321" });
        Assert.That((await people.ApproveAsync(checker, changed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That((await people.ApproveAsync(checker, ordered.Proposal)).Status, Is.EqualTo(ProposalStatus.Void), "the account it was asked for is another now");
        ledger.Clock.Advance(TimeSpan.FromDays(PaymentRules.Default.CoolingDays));
        var anew = await people.ProposeAsync(people.Admin, OrderPayments.Kind, new PaymentsWanted(null, [new PaymentWanted(first, "SHUNDA", Cny(30))], "印刷费"));
        Assert.That((await people.ApproveAsync(checker, anew.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task Orders_of_the_same_at_once_make_one() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => OrderAsync(ledger, (first, 30)))));
        Assert.That(answers.Count(answer => answer is Outcome<PaymentsOrdered>.Done), Is.EqualTo(1));
    });

    [Test]
    public Task What_cannot_be_ordered_is_named() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (first, 30))), Is.EqualTo("payee-unknown"));
        (await PayeeAsync(ledger, Shunda)).Expect();
        Assert.That(Refused.CodeOf(await OrderAsync(ledger)), Is.EqualTo("payments-count"));
        Assert.That(Refused.TextOf(await OrderAsync(ledger, (first, 29.99m))), Does.Contain("now owes 30.00 CNY, not 29.99 CNY"));
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (first, 30), (first, 30))), Is.EqualTo("payment-twice"));
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (new EntryId(1), 100))), Is.EqualTo("not-owed"));
        foreach (var bad in new[] { Shunda with { Code = " " }, Shunda with { Number = "12" }, Shunda with { Number = "１２３４５６" }, Shunda with { BankName = "" }, Shunda with { Name = "" }, Shunda with { BankCode = "a b" } })
            Assert.That(Refused.CodeOf(await PayeeAsync(ledger, bad)), Does.StartWith("payee-"));
    });

    [Test]
    public Task A_payee_is_erased_and_what_was_paid_stands() => database.RunAsync(async ledger =>
    {
        var (first, _) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var reference = $"FL{(await OrderAsync(ledger, (first, 30))).Expect().Order}-001";
        var erase = new ErasePayee(ledger.Database);
        Assert.That(Refused.CodeOf(await erase.RunAsync(ledger.Ask(), null, "SHUNDA")), Is.EqualTo("payee-waits"));
        (await ResultsAsync(ledger, new PaymentResult(reference, PaymentStatus.Paid, Today))).Expect();
        (await erase.RunAsync(ledger.Ask(), null, "SHUNDA")).Expect();
        var payment = (await ledger.Database.ReadAsync(async reader => await PaymentReading.PaymentsAsync(reader, await Books.LoadAsync(reader)))).Single();
        Assert.That((payment.Payee, payment.PayeeName, payment.Number, payment.Amount), Is.EqualTo(("SHUNDA", (string?)null, (string?)null, Cny(30))));
        Assert.That(Refused.CodeOf(await OrderAsync(ledger, (first, 30))), Is.Not.Empty);
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task The_file_is_as_the_bank_wants_it() => database.RunAsync(async ledger =>
    {
        var (first, second) = await TwoOwedAsync(ledger);
        (await PayeeAsync(ledger, Shunda)).Expect();
        var order = (await OrderAsync(ledger, (first, 30), (second, 20))).Expect().Order;
        Assert.That(await FileAsync(ledger, order), Is.EqualTo(
            "\ufeff序号,参考号,收款户名,收款账号,开户行,联行号,金额,币种,用途\r\n" +
            $"1,FL{order}-001,顺达印务有限公司,6217000012345678,中国银行青川支行,104290003033,30.00,CNY,三月费用\r\n" +
            $"2,FL{order}-002,顺达印务有限公司,6217000012345678,中国银行青川支行,104290003033,20.00,CNY,三月费用\r\n"));
        Assert.That(PaymentProfile.Read("""{"columns":[{"title":"","field":"number"},{"title":"","field":"amount"},{"title":"","field":"text","text":"跨行"}],"encoding":"gb18030","hasHeader":false,"delimiter":"|"}""").IsDone(out var own, out _), Is.True);
        Assert.That(await FileAsync(ledger, order, own, Encoding.GetEncoding("gb18030")), Does.StartWith("6217000012345678|30.00|跨行\r\n"));
        Assert.That(Refused.CodeOf(PaymentProfile.Read("{}")), Is.EqualTo("profile-unreadable"));
    });

    [TestCase("", "The file is empty")]
    [TestCase("a,b\n1,2\n", "Line 1 must name")]
    [TestCase("reference,result\nFL1-001,vanished\n", "Line 2: the result 'vanished'")]
    [TestCase("reference,result,date\nFL1-001,paid,31/12/2026\n", "Line 2: '31/12/2026' is not a date")]
    [TestCase("reference,result\nFL1-001,paid\nFL1-001,failed\n", "Line 3: the reference FL1-001 is on line 2")]
    [TestCase("reference,result\n,paid\n", "Line 2 has no reference")]
    [TestCase("reference,result\n", "no result in the file")]
    public void A_file_that_cannot_be_read_says_where_and_why(string text, string told)
    {
        Assert.That(PaymentResultsFile.Read(Encoding.UTF8.GetBytes(text), Today).IsDone(out _, out var refusal), Is.False);
        Assert.That(refusal!.Message.En, Does.Contain(told));
    }

    [Test]
    public void A_damaged_file_of_results_is_read_or_refused()
    {
        var whole = Encoding.UTF8.GetBytes("参考号,结果,日期,原因\r\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"FL1-{i:000},{(i % 3 == 0 ? "失败" : "成功")},2026-03-{i:00},\"户名,不符\"\r\n")));
        var random = new Random(18);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = whole.ToList();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0: bytes.RemoveAt(at); break;
                    case 1: bytes.Insert(at, (byte)"\",;\n\r\t|0"[random.Next(8)]); break;
                    default: bytes[at] = (byte)random.Next(256); break;
                }
            }

            var isRead = PaymentResultsFile.Read([.. bytes], Today).IsDone(out var results, out var refusal);
            Assert.That(isRead ? results!.Count > 0 : refusal!.Message.Zh.Length > 0 && refusal.Message.En.Length > 0, $"file {i}");
        }
    }

    [Test]
    public void A_file_in_GB18030_with_other_headings_is_read_too()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var content = Encoding.GetEncoding("gb18030").GetBytes("业务参考号;处理结果;处理日期;附言\nFL3-001;交易成功;20260314;\nFL3-002;退票;2026/03/15;账户已销\n");
        Assert.That(PaymentResultsFile.Read(content, Today).IsDone(out var results, out _), Is.True);
        Assert.That(results, Is.EqualTo(new[] { new PaymentResult("FL3-001", PaymentStatus.Paid, March(14), null, 2), new PaymentResult("FL3-002", PaymentStatus.Returned, March(15), "账户已销", 3) }));
    }

    /// <summary>LAKE has 100 yuan and owes 30 and 20.</summary>
    private static async Task<(EntryId First, EntryId Second)> TwoOwedAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100, March(1));
        var record = new RecordExpense(ledger.Database);
        async Task<EntryId> OweAsync(decimal yuan) => (await record.RunAsync(ledger.Ask(), new Expense("LAKE", Cny(yuan), March(8), "印刷", Source: "donation", IsPaid: false))).Expect().Entry;
        return (await OweAsync(30), await OweAsync(20));
    }

    private static Task<Outcome<PayeeSet>> PayeeAsync(TestLedger ledger, NewPayee payee) => new SetPayee(ledger.Database).RunAsync(ledger.Ask(), payee);

    private static Task<Outcome<PaymentsOrdered>> OrderAsync(TestLedger ledger, params (EntryId Entry, decimal Yuan)[] payments) =>
        new OrderPayments(ledger.Database).RunAsync(ledger.Ask(), new PaymentsWanted(null, [.. payments.Select(payment => new PaymentWanted(payment.Entry, "SHUNDA", Cny(payment.Yuan)))], "三月费用"));

    private static Task<Outcome<PaymentResultsRecorded>> ResultsAsync(TestLedger ledger, params PaymentResult[] results) => new RecordPaymentResults(ledger.Database).RunAsync(ledger.Ask(), results);

    private static Task<IReadOnlyList<Payable>> OwedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => await PaymentReading.PayablesAsync(reader, await Books.LoadAsync(reader)));

    private static async Task<string> FileAsync(TestLedger ledger, long order, PaymentProfile? profile = null, Encoding? encoding = null)
    {
        var bytes = await ledger.Database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return PaymentFile.Write((await PaymentReading.OrdersAsync(reader, books)).First(one => one.Id == order), await PaymentReading.PaymentsAsync(reader, books, order), profile ?? PaymentProfile.Known["generic"]);
        });
        return (encoding ?? Encoding.UTF8).GetString(bytes);
    }
}
