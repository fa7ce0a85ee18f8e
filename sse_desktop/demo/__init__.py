"""The demo cooperative: one season from the scale to the family's payment, built from resources/demo by the real commands."""
